package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeDifferencesTest {

  private static final Instant THEN = Instant.parse("2024-05-06T07:08:09.123456789Z");

  @TempDir private Path directory;
  private Path source;
  private Path restored;

  @BeforeEach
  void makeTheSameTwice() throws IOException {
    source = make("source");
    restored = make("restored");
  }

  @Test
  void equalTrees_haveNoDifferences() throws IOException {
    assertThat(differences()).isEmpty();
  }

  @Test
  void oneByte_isFound() throws IOException {
    Files.writeString(restored.resolve("a/file"), "content of a fiLe");
    settle(restored);
    assertThat(differences()).containsExactly("a/file: differs at byte 15");
  }

  @Test
  void oneNanosecond_isFound() throws IOException {
    Files.setLastModifiedTime(restored.resolve("a"), FileTime.from(THEN.plusNanos(1)));
    assertThat(differences()).singleElement().asString().startsWith("a: modified ");
  }

  @Test
  void mode_isFound() throws IOException {
    Files.setPosixFilePermissions(
        restored.resolve("a/file"), PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(differences()).singleElement().asString().startsWith("a/file: mode 100750");
  }

  @Test
  void targetOfASymlink_isFound() throws IOException {
    Files.delete(restored.resolve("link"));
    Files.createSymbolicLink(restored.resolve("link"), Path.of("a/fil_"));
    settle(restored);
    assertThat(differences()).containsExactly("link: leads to a/fil_, wanted a/file");
  }

  @Test
  void missingAndStrange_areFound() throws IOException {
    Files.move(restored.resolve("a/file"), restored.resolve("a/fole"));
    settle(restored);
    assertThat(differences()).containsExactly("a/file: missing", "a/fole: not in the source");
  }

  private List<String> differences() throws IOException {
    return TreeDifferences.between(source, restored);
  }

  private Path make(String name) throws IOException {
    Path root = Files.createDirectory(directory.resolve(name));
    Files.createDirectory(root.resolve("a"));
    Files.writeString(root.resolve("a/file"), "content of a file");
    Files.createSymbolicLink(root.resolve("link"), Path.of("a/file"));
    settle(root);
    return root;
  }

  private static void settle(Path root) throws IOException {
    for (String name : List.of("a/file", "a/fole", "link", "a", "")) {
      Path path = root.resolve(name);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(FileTime.from(THEN), FileTime.from(THEN), null);
      }
    }
  }
}
