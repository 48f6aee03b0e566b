package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.engine.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetArgumentTest {

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "./ci", "/srv/venv", "a/b", "ci/"})
  void dotsAndSlashes_makeADirectory(String text) {
    assertThat(TargetArgument.parse(text)).isEqualTo(new Target.Directory(Path.of(text)));
  }

  @Test
  void aBareName_isASpace() {
    assertThat(TargetArgument.parse("ci.1")).isEqualTo(new Target.Space("ci.1"));
  }

  @Test
  void whatCannotBeAName_isRefused() {
    assertThatThrownBy(() -> TargetArgument.parse("Ci"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"Ci\"");
  }
}
