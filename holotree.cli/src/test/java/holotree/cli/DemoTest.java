package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  @TempDir private Path directory;

  @Test
  void javaHome_isTheTreeToShow() throws IOException {
    Path jdk = jdk("jdk");

    assertThat(DemoTree.find(jdk.toString())).isEqualTo(jdk.toRealPath());
  }

  @Test
  void javaHomeThatIsNone_isPassedOver() {
    assertThat(DemoTree.find(directory.toString())).isNotEqualTo(directory);
    assertThat(DemoTree.find("")).isDirectory();
  }

  @Test
  void installedJdks_areSortedAndWithoutLinksToThem() throws IOException {
    Path second = jdk("jdk-b");
    Path first = jdk("jdk-a");
    Files.createSymbolicLink(directory.resolve("default"), first);
    Files.createDirectory(directory.resolve("other"));

    assertThat(DemoTree.installed(directory)).containsExactly(first, second);
    assertThat(DemoTree.installed(directory.resolve("none"))).isEmpty();
  }

  @Test
  void home_isRemovedWithReadOnlyDirectoriesInIt() throws IOException {
    Path path;
    try (DemoHome home = DemoHome.create(directory.resolve("new"), false)) {
      path = home.path();
      Path inner = Files.createDirectories(path.resolve("a/b"));
      Files.writeString(inner.resolve("f"), "x");
      assertThat(inner.toFile().setWritable(false)).isTrue();
    }

    assertThat(path).doesNotExist();
    assertThat(directory.resolve("new")).isEmptyDirectory();
  }

  @Test
  void home_staysIfItIsKept() throws IOException {
    try (DemoHome home = DemoHome.create(directory, true)) {
      assertThat(home.path()).isDirectory();
    }

    assertThat(directory).isNotEmptyDirectory();
  }

  private Path jdk(String name) throws IOException {
    Path bin = Files.createDirectories(directory.resolve(name).resolve("bin"));
    Files.createFile(bin.resolve("java"));
    return bin.getParent();
  }
}
