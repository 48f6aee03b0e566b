package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Inheritance;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerEnvironmentTest {

  @Test
  void localeOfTheCaller_isPutBack() {
    assertThat(variables(Map.of("A", "b", "LC_ALL", "C.UTF-8", "HOLOTREE_CALLER_LC_ALL", "POSIX")))
        .isEqualTo(Map.of("A", "b", "LC_ALL", "POSIX"));
    assertThat(variables(Map.of("LC_ALL", "C.UTF-8", "HOLOTREE_CALLER_LC_ALL", ""))).isEmpty();
    assertThat(variables(Map.of("LC_ALL", "C"))).isEqualTo(Map.of("LC_ALL", "C"));
  }

  @Test
  void wordsOfTheLauncher_areNotPassedOn() {
    assertThat(
            variables(
                Map.of(
                    "HOLOTREE_CALLER_FILES", " 0 1",
                    "HOLOTREE_CALLER_FILE_LIMIT", "1",
                    "HOLOTREE_CALLER_SIGNALS", "0",
                    "HOLOTREE_HOME", "/h")))
        .isEqualTo(Map.of("HOLOTREE_HOME", "/h"));
  }

  @Test
  void filesSignalsAndLimit_areRead() {
    CallerEnvironment caller =
        CallerEnvironment.of(
            Map.of(
                "HOLOTREE_CALLER_FILES", " 0 1 2 251",
                "HOLOTREE_CALLER_FILE_LIMIT", "1024",
                "HOLOTREE_CALLER_SIGNALS", "8000000000001004"));
    assertThat(caller.inheritance())
        .isEqualTo(new Inheritance(Set.of(0, 1, 2, 251), Set.of(3, 13, 64), 1024));
  }

  @Test
  void withoutALauncher_nothingIsKnown() {
    assertThat(CallerEnvironment.of(Map.of()).inheritance()).isEqualTo(Inheritance.UNKNOWN);
    assertThat(
            CallerEnvironment.of(Map.of("HOLOTREE_CALLER_FILE_LIMIT", "unlimited")).inheritance())
        .isEqualTo(Inheritance.UNKNOWN);
  }

  private static Map<String, String> variables(Map<String, String> now) {
    return CallerEnvironment.of(now).variables();
  }
}
