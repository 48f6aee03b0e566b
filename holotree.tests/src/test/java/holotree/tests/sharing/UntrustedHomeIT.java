package holotree.tests.sharing;

import static holotree.tests.sharing.SharedWorkplace.OWNER;
import static holotree.tests.sharing.SharedWorkplace.READER;
import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A home that others can write to is refused: they could plant what its user runs.
class UntrustedHomeIT {

  private static final int UNSAFE = 6;

  @AutoClose private final SharedWorkplace work = new SharedWorkplace();
  private final Path home = work.home(OWNER);

  @ParameterizedTest
  @CsvSource({".,0775", ".,1777", "spaces,0777", "spaces/.state,0775", "locks,0777", "pool,0770"})
  void directoryThatOthersCanWriteTo_isRefused(String directory, String mode) {
    work.command(OWNER, "restore", "one", "--space", "s", "--placement", "hardlink").output();
    Path place = home.resolve(directory).normalize();
    Program.of("chmod", mode, place).output();
    Finished refused = work.command(OWNER, "restore", "one", "--space", "s").run();
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(UNSAFE);
    assertThat(refused.errors()).contains(mode, "chmod go-w " + place);
    Program.of("chmod", "go-w", place).output();
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
}
