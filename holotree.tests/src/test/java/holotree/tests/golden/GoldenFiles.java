package holotree.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.architecture.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The frozen files.
public final class GoldenFiles {

  private static final Path FOLDER = Path.of("holotree.tests/src/test/resources/golden");

  private GoldenFiles() {}

  /// Where a frozen file is, absolute.
  public static Path path(String name) {
    return Project.root().resolve(FOLDER).resolve(name);
  }

  /// Asserts that `lines` are those of a frozen text; what they are is left in the build's folder.
  public static void assertSame(String name, List<String> lines) {
    Path actual = Project.root().resolve("holotree.tests/target/golden").resolve(name);
    try {
      Files.createDirectories(actual.getParent());
      Files.writeString(actual, String.join("\n", lines) + "\n");
      Path expected = path(name);
      assertThat(lines)
          .as(
              "%s is frozen. If the change is meant, say so in CHANGELOG.md and run%n  cp %s %s",
              name, Project.root().relativize(actual), FOLDER.resolve(name))
          .isEqualTo(Files.exists(expected) ? Files.readAllLines(expected) : List.of());
    } catch (IOException e) {
      throw new IllegalStateException("cannot compare with " + name, e);
    }
  }
}
