package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Where the home is if no option says it.
class HomeIT {

  // As in a container that runs under a number which no list of users has.
  private static final String UNLISTED = "HOLOTREE_JAVA_OPTS=-Duser.home=?";

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  void homeOfTheEnvironment_countsBeforeTheListedOne() {
    assertThat(stage("HOME=" + work.path("user"), "").output())
        .startsWith(work.path("user/.local/share/holotree/stages") + "/");
  }

  @Test
  void userWithoutADirectory_isToldToNameOne() {
    Finished nowhere = stage(UNLISTED, "").run();
    assertThat(nowhere.exitCode()).as(nowhere.toString()).isEqualTo(3);
    assertThat(nowhere.errors()).contains("Set HOME or HOLOTREE_HOME to an absolute path.");
    assertThat(Workplace.names(work.path(""))).isEmpty();
    assertThat(stage(UNLISTED, "--home=" + work.home()).output())
        .startsWith(work.home().resolve("stages") + "/");
  }

  private Program stage(String variable, String option) {
    return Program.shell(
            "env -u HOME -u XDG_DATA_HOME -u HOLOTREE_HOME \"$1\" \"$2\" stage $3",
            variable,
            Image.launcher(),
            option)
        .in(work.path(""));
  }
}
