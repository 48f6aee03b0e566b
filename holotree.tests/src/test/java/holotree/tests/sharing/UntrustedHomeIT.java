package holotree.tests.sharing;

import static holotree.tests.sharing.SharedWorkplace.OWNER;
import static holotree.tests.sharing.SharedWorkplace.READER;
import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A home that others can write to is refused: they could plant what its user runs.
class UntrustedHomeIT {

  private static final int UNSAFE = 6;

  @AutoClose private final SharedWorkplace work = new SharedWorkplace();
  private final Path home = work.home(OWNER);

  @Test
  void directoryThatOthersCanWriteTo_isRefused() {
    work.command(OWNER, "restore", "one", "--space", "s", "--placement", "hardlink").output();
    Map<String, String> modes =
        Map.of(".", "0775", "spaces", "0777", "spaces/.state", "0775", "locks", "0777");
    modes.forEach((directory, mode) -> {
      Path place = home.resolve(directory).normalize();
      Program.of("chmod", mode, place).output();
      Finished refused = work.command(OWNER, "list").run();
      assertThat(refused.exitCode()).as("%s: %s", directory, refused).isEqualTo(UNSAFE);
      assertThat(refused.errors()).contains(mode, "chmod go-w " + place);
      Program.of("chmod", "go-w", place).output();
    });
    work.command(OWNER, "restore", "one", "--space", "s").output();
  }

  @Test
  void homeOfAnotherUser_isRefused_butNotByRoot() {
    work.command(OWNER, "restore", "one", "--space", "s").output();
    Program theirs = Image.command(home, "list").with("HOLOTREE_LIBRARY", "" + work.library());
    Finished refused = READER.runs(theirs).run();
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(UNSAFE);
    assertThat(refused.errors()).contains("user " + OWNER.id(), "user " + READER.id(), "--home");
    assertThat(theirs.output()).contains("one");
  }

  @Test
  void whatRootMadeInAHome_isUsed() {
    work.rootCommand(home, "restore", "one", "--space", "of-root").output();
    work.command(OWNER, "list").output();
  }

  @Test
  void homeWithTheStickyBit_isUsed_unlessAnotherUserMadeWhatIsInIt() {
    Path open = work.path("open");
    Program.of("mkdir", "-m", "1777", open).output();
    Program list = Image.command(open, "list");
    READER.runs(Program.of("mkdir", open.resolve("library"))).output();
    for (Program one : List.of(OWNER.runs(list), list)) {
      Finished refused = one.run();
      assertThat(refused.exitCode()).as("%s", refused).isEqualTo(UNSAFE);
      assertThat(refused.errors()).contains(open.resolve("library") + ": ", "" + READER.id());
    }
    Program.of("rmdir", open.resolve("library")).output();
    OWNER.runs(Image.command(open, "record", work.tree(), "--name", "mine")).output();
    OWNER.runs(list).output();
    assertThat(READER.runs(list).run().exitCode()).isEqualTo(UNSAFE);
  }
}
