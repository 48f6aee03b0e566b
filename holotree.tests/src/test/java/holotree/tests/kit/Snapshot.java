package holotree.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/// Every entry of a tree with its mode, every file with its bytes and times, every link with its target.
/// Times of directories are not in it: a temporary file that came and went shows there.
///
/// @param entries by path
public record Snapshot(Map<String, String> entries) {

  public Snapshot {
    entries = new TreeMap<>(entries);
  }

  /// What is at `tree` now.
  public static Snapshot of(Path tree) {
    Map<String, String> entries = new TreeMap<>();
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
                throws IOException {
              entries.put(path.toString(), "directory " + mode(path));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                throws IOException {
              entries.put(path.toString(), text(path, attributes));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Snapshot(entries);
  }

  /// Asserts that `tree` is still what this says.
  public void assertSameAs(Path tree) {
    assertThat(of(tree).entries).isEqualTo(entries);
  }

  private static String text(Path path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      return "link " + Files.readSymbolicLink(path);
    }
    String bytes = attributes.isRegularFile() ? Sha.hex(Files.readAllBytes(path)) : "other";
    return bytes + " " + attributes.lastModifiedTime() + " " + mode(path);
  }

  private static Object mode(Path path) throws IOException {
    return Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }
}
