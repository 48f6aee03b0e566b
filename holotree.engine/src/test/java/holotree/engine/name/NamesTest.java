package holotree.engine.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "python-3.12", "a.b_c-d", "a..b", "9."})
  void name_isAllowed(String name) {
    assertThat(NameRule.allows(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", ".a", "-a", "_a", "A", "a/b", "a\\b", "a b", "a\n", "a\0", "\u00E4"
      })
  void otherName_isNot(String name) {
    assertThat(NameRule.allows(name)).isFalse();
  }

  @Test
  void name_hasAtMost100Characters() {
    assertThat(NameRule.allows("a".repeat(100))).isTrue();
    assertThat(NameRule.allows("a".repeat(101))).isFalse();
  }

  @Test
  void nearNames_areTheBestThreeFirst() {
    List<String> names = List.of("python", "pyton", "pythons", "node", "pyth", "ruby");
    assertThat(NearNames.of("pyhton", names)).containsExactly("pyton", "python");
    assertThat(NearNames.of("py", names)).containsExactly("pyth", "pyton", "python");
    assertThat(NearNames.of("x", List.of())).isEmpty();
    assertThat(NearNames.of("", List.of("a"))).containsExactly("a");
  }
}
