package holotree.tests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Program;
import java.util.List;

/// What a failing command must look like.
final class Refusal {

  private Refusal() {}

  /// Runs a command that must fail with `code` and one message of what, meaning and next on standard
  /// error, no more.
  ///
  /// @return the message
  static String of(Program command, int code) {
    Finished finished = command.run();
    assertThat(finished.exitCode()).as(finished.toString()).isEqualTo(code);
    assertThat(finished.output()).isEmpty();
    List<String> lines = finished.errors().lines().toList();
    assertThat(lines).as(finished.errors()).hasSize(3);
    assertThat(lines).allMatch(line -> line.matches(".*[.?]"), "ends as a sentence");
    assertThat(finished.errors()).doesNotContain("Exception").doesNotContain("\tat ");
    return finished.errors();
  }
}
