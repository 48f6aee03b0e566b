package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file system, unmounted on closing. Needs root: in CI it is there, elsewhere the test fails
/// and says so.
record Mount(Path path) implements AutoCloseable {

  static Mount tmpfs(Path path, String options) throws IOException, InterruptedException {
    return mounted(path, "mount -t tmpfs -o " + options + " tmpfs");
  }

  /// A file system in a file beside `path`.
  ///
  /// @param mkfs the command that makes it, without the file, such as `mkfs.xfs -q`
  /// @param size of the file, which has holes, such as `400M`
  static Mount image(Path path, String mkfs, String size) throws IOException, InterruptedException {
    String image = "'" + path + ".image'";
    Shell.run("truncate -s " + size + " " + image + " && " + mkfs + " " + image);
    return mounted(path, "mount -o loop " + image);
  }

  private static Mount mounted(Path path, String command) throws IOException, InterruptedException {
    assertThat(System.getProperty("user.name"))
        .as("this test needs root to mount")
        .isEqualTo("root");
    Files.createDirectories(path);
    Shell.run(command + " '" + path + "'");
    return new Mount(path);
  }

  void remount(String options) throws IOException, InterruptedException {
    Shell.run("mount -o remount," + options + " '" + path + "'");
  }

  @Override
  public void close() throws IOException {
    try {
      Shell.run("umount '" + path + "'");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
