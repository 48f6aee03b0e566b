package holotree.tests.kit;

import java.nio.file.Path;

/// A disk of its own with a file system on it, whose power can be cut. Needs root and xfsprogs.
public final class LoopDisk implements AutoCloseable {

  private final Path path;
  private final Path image;

  private LoopDisk(Path path, Path image) {
    this.path = path;
    this.image = image;
  }

  /// Mounts a new one at `path`, made as needed; its image lies beside.
  public static LoopDisk at(Path path, Format format) {
    Workplace.requireRoot();
    Path image = path.resolveSibling(path.getFileName() + ".img");
    Program.shell(
            "rm -f \"$1\"; truncate -s " + format.size + " \"$1\"; " + format.make + " \"$1\"",
            image)
        .output();
    Program.of("mkdir", "-p", path).output();
    LoopDisk disk = new LoopDisk(path, image);
    disk.mount();
    return disk;
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// Cuts its power: from now on every call fails, and what was not on the disk is lost.
  public void cut(Loss loss) {
    Program.of("xfs_io", "-x", "-c", loss.command, path).output();
  }

  /// Mounts it again after a cut. Whoever had something open there must have closed it.
  public void mountAgain() {
    Program.of("umount", path).output();
    mount();
  }

  @Override
  public void close() {
    Program.of("umount", "-l", path).run();
    Program.of("rm", "-f", image).output();
  }

  private void mount() {
    Program.of("mount", "-o", "loop", image, path).output();
  }

  /// What is on the disk.
  public enum Format {
    /// Linux' own.
    EXT4("256M", "mkfs.ext4 -q -F"),
    /// One that writes a file's bytes long after its name. It cannot be made smaller.
    XFS("304M", "mkfs.xfs -q -f");

    private final String size;
    private final String make;

    Format(String size, String make) {
      this.size = size;
      this.make = make;
    }
  }

  /// What is lost with the power.
  public enum Loss {
    /// All that was not synced.
    ALL("shutdown"),
    /// The bytes of files that were not synced, but not their names and sizes.
    BYTES("shutdown -f");

    private final String command;

    Loss(String command) {
      this.command = command;
    }
  }
}
