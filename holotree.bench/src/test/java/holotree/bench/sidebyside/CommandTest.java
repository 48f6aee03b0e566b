package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {

  @Test
  void words_areQuotedWhereAShellNeedsIt() {
    assertThat(Command.of("cp", "-a", Path.of("/a/b c"), "it's"))
        .hasToString("cp -a '/a/b c' 'it'\\''s'");
  }

  @Test
  void starter_comesFirstAndKeepsPlaceAndEnvironment() {
    Command command =
        Command.of("tar", "-c")
            .in(Path.of("/tree"))
            .with(Map.of("A", "b"))
            .under(Command.of("time"));
    assertThat(command.words()).containsExactly("time", "tar", "-c");
    assertThat(command.directory()).contains(Path.of("/tree"));
    assertThat(command.environment()).containsEntry("A", "b");
  }
}
