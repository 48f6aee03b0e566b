package holotree.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CON",
        "con",
        "nul.txt",
        "Aux.tar.gz",
        "COM1",
        "lpt9.x",
        "COM\u00B9",
        "CONIN$",
        "nul .txt",
        "a.",
        "a ",
        "...",
        "a:ads",
        "x::$INDEX_ALLOCATION",
        "C:",
        "C:x",
        "..\\x",
        "\\\\srv\\s",
        "a?",
        "a*",
        "a<b",
        "a>b",
        "a|b",
        "a\"b",
        "a\u0001b",
        "PROGRA~1",
        "progra~1.txt",
        "A~12"
      })
  void nameThatWindowsDoesNotKeep_isFound(String name) {
    assertThat(WindowsNames.brokenRule(name)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        ".a",
        "console",
        "CON1",
        "COM",
        "COM10",
        "nulls.txt",
        "a.b.c",
        " a",
        "a~",
        "~1",
        "notes~backup",
        "longer-name~1",
        "K\u00e4se",
        "a'b",
        "a;b",
        "a=b",
        "$x"
      })
  void nameThatItKeeps_isNot(String name) {
    assertThat(WindowsNames.brokenRule(name)).isNull();
  }
}
