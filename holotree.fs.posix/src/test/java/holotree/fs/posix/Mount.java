package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file system in memory, unmounted on closing. Needs root: in CI it is there, elsewhere
/// the test fails and says so.
record Mount(Path path) implements AutoCloseable {

  static Mount tmpfs(Path path, String options) throws IOException, InterruptedException {
    assertThat(System.getProperty("user.name"))
        .as("this test needs root to mount")
        .isEqualTo("root");
    Files.createDirectories(path);
    Shell.run("mount -t tmpfs -o " + options + " tmpfs '" + path + "'");
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
