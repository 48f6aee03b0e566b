package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathArgumentTest {

  private static final Path UNKNOWN = Path.of("/x/\uFFFDwork");

  private final CapturedConsole captured = new CapturedConsole();

  @ParameterizedTest
  @CsvSource({
    "restore sm --to /x/\uFFFDabs, 2",
    "record \uFFFD, 2",
    "list --home /\uFFFD, 2",
    "show \uFFFD, 2",
    "run sm -- prog \uFFFD, 122",
    "env sm --from a -- \uFFFD, 122"
  })
  void argumentsThatAreNotUtf8_areRefused(String line, int code) {
    assertThat(captured.run(line.split(" "))).isEqualTo(code);
    assertThat(captured.err())
        .startsWith("holotree: The argument \"")
        .contains("\uFFFD", "is not UTF-8", "symbolic link");
    assertThat(captured.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "record DIR, 2",
    "restore sm --to=, 2",
    "restore sm --to x --receipt=, 2",
    "list --home=, 2",
    "list --library=, 2",
    "list --jfr=, 2",
    "demo --tree=, 2",
    "env sm --from= -- true, 122"
  })
  void emptyArguments_areNotTheWorkingDirectory(String line, int code) {
    String[] words =
        Stream.of(line.split(" ")).map(w -> w.equals("DIR") ? "" : w).toArray(String[]::new);
    assertThat(captured.run(words)).isEqualTo(code);
    assertThat(captured.err())
        .startsWith("holotree: ")
        .contains("\"\" names no file or directory; the working directory is .");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void relativePaths_needAWorkingDirectoryThatIsKnown() {
    assertThatThrownBy(() -> PathArgument.parse("env", UNKNOWN))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"env\" is relative to the working directory")
        .hasMessageContaining("/x/\uFFFDwork");
    assertThat(PathArgument.parse("/env", UNKNOWN)).isEqualTo(Path.of("/env"));
    assertThat(PathArgument.parse("env", Path.of("/x"))).isEqualTo(Path.of("env"));
  }
}
