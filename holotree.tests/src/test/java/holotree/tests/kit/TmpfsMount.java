package holotree.tests.kit;

import java.nio.file.Path;

/// A file system in memory, unmounted on closing. Needs root.
public final class TmpfsMount implements AutoCloseable {

  private final Path path;

  private TmpfsMount(Path path) {
    this.path = path;
  }

  /// Mounts one of `mebibytes` at `path`, made as needed.
  public static TmpfsMount at(Path path, int mebibytes) {
    Workplace.requireRoot();
    Program.of("mkdir", "-p", path).output();
    Program.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", path).output();
    return new TmpfsMount(path);
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
