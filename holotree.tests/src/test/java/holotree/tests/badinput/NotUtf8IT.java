package holotree.tests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arguments and a working directory whose bytes are not UTF-8 never stand for others.
class NotUtf8IT {

  @AutoClose private final Workplace work = Workplace.create();

  @BeforeEach
  void record() {
    Program.shell("mkdir \"$1\"; echo x >\"$1/x\"", work.path("stage")).output();
    Image.command(work.home(), "record", work.path("stage"), "--name", "ci").output();
    in("mkdir \"$work\"").output();
  }

  @ParameterizedTest
  @CsvSource({
    "restore ci --to env, 2",
    "restore ci --to \"$work\"/env, 2",
    "record ., 2",
    "verify ./env, 2",
    "run ci -- echo \"$work\", 122",
    "run ci -- ./echo, 122",
    "env ci --from x -- true, 122"
  })
  void whatWouldMeanAnother_isRefused(String arguments, int code) {
    Finished finished = in("cd \"$work\"; \"$1\" --home \"$2\" " + arguments).run();
    assertThat(finished.exitCode()).as(finished.toString()).isEqualTo(code);
    assertThat(finished.errors()).contains("is not UTF-8");
    // No directory with U+FFFD in its name came into being.
    assertThat(in("ls").output()).doesNotContain("\u00ef\u00bf\u00bd");
    assertThat(work.states()).isEmpty();
  }

  @Test
  void absolutePaths_needNoWorkingDirectory() {
    in("cd \"$work\"; \"$1\" --home \"$2\" restore ci --to \"$3/env\"").output();
    assertThat(work.path("env/x")).hasContent("x\n");
    assertThat(in("cd \"$work\"; \"$1\" --home \"$2\" run ci -- ls -a ..").output())
        .contains("\u00ffwork");
  }

  private Program in(String commands) {
    return Program.shell(
            "work=$(printf '\\377work'); " + commands, Image.launcher(), work.home(), work.path(""))
        .in(work.path(""));
  }
}
