package holotree.tests.kit;

import java.nio.file.Path;

/// A file system that can make reflinks, on a loop device, unmounted on closing. Needs root and
/// xfsprogs.
public final class XfsMount implements AutoCloseable {

  private final Path path;

  private XfsMount(Path path) {
    this.path = path;
  }

  /// Mounts a new one at `path`, made as needed; its image lies beside.
  public static XfsMount at(Path path) {
    Workplace.requireRoot();
    Path image = path.resolveSibling(path.getFileName() + ".xfs");
    Program.of("truncate", "-s", "1G", image).output();
    Program.of("mkfs.xfs", "-q", image).output();
    Program.of("mkdir", "-p", path).output();
    Program.of("mount", "-o", "loop", image, path).output();
    return new XfsMount(path);
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
