package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.FileCloner;
import holotree.api.fs.Obstacle;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.ShareOutcome;
import holotree.testkit.contract.FileClonerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clones on macOS: what is promised, what its errors mean.
class MacClonerTest {

  @TempDir Path scratch;

  @Nested
  class Contract extends FileClonerContract {
    @Override
    protected FileCloner cloner() {
      return new MacCloner(MacCalls.CLONEFILE);
    }

    @Override
    protected Path directory() {
      return scratch;
    }
  }

  @Test
  void cloner_appliesToMacOsAlone() {
    for (OperatingSystem system : OperatingSystem.values()) {
      assertThat(new MacCloner().appliesTo(system)).isEqualTo(system == OperatingSystem.MACOS);
    }
  }

  @Test
  void errors_sayWhatKeepsTheFileFromBeingCloned() throws IOException {
    assertThat(clone("other-disk"))
        .isEqualTo(notPossible("the two places are on different file systems (EXDEV)"));
    assertThat(clone("no-clones"))
        .isEqualTo(notPossible("the file system has no clones (ENOTSUP)"));
    assertThat(clone("broken")).isEqualTo(notPossible("clonefile fails with error 5 of macOS"));
    assertThat(scratch.resolve("clone")).doesNotExist();
  }

  @Test
  void interruptedCall_isTakenUpAgain() throws IOException {
    assertThat(clone("busy")).isNull();
    assertThat(scratch.resolve("clone")).hasContent("busy");
  }

  @Test
  void systemWithoutTheCall_isTold() throws IOException {
    Clonefile none = new Clonefile(_ -> Optional.empty());
    Path source = Files.writeString(scratch.resolve("f"), "f");
    assertThat(new MacCloner(none).cloneFile(scratch.resolve("clone"), source))
        .isEqualTo(notPossible("this system has no clonefile"));
  }

  private ShareOutcome.NotApplicable clone(String name) throws IOException {
    Path source = Files.writeString(scratch.resolve(name), name);
    return new MacCloner(MacCalls.CLONEFILE).cloneFile(scratch.resolve("clone"), source);
  }

  private static ShareOutcome.NotApplicable notPossible(String reason) {
    return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, reason);
  }
}
