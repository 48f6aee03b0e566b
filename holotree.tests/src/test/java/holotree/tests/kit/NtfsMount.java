package holotree.tests.kit;

import java.nio.file.Path;

/// A file system with the rules of Windows: names of two cases are one, and those of devices, with
/// streams, or with a dot or a space at the end are refused. Needs root, `/dev/fuse` and ntfs-3g;
/// unmounted on closing.
public final class NtfsMount implements AutoCloseable {

  private final Path path;

  private NtfsMount(Path path) {
    this.path = path;
  }

  /// Mounts a new one of 32 MiB at `path`, made as needed; its image lies beside.
  public static NtfsMount at(Path path) {
    Workplace.requireRoot();
    Path image = path.resolveSibling(path.getFileName() + ".ntfs");
    Program.of("truncate", "-s", "32M", image).output();
    Program.of("mkfs.ntfs", "-q", "-F", image).output();
    Program.of("mkdir", "-p", path).output();
    Program.of("lowntfs-3g", "-o", "ignore_case,windows_names", image, path).output();
    return new NtfsMount(path);
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    Program.of("umount", path).output();
  }
}
