package holotree.tests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that do not exist and targets that are taken.
class BadTargetIT {

  @AutoClose private final Workplace work = Workplace.create();
  private final Path targets = work.path("targets");

  @BeforeEach
  void record() {
    Program.shell("mkdir \"$1\" \"$2\"; echo x >\"$1/x\"", work.path("stage"), targets).output();
    Image.command(work.home(), "record", work.path("stage"), "--name", "environment").output();
  }

  @Test
  void unknownName_isNotFound_andTheNearOneIsNamed() {
    String message = Refusal.of(restore("enviroment", targets.resolve("t")), 3);
    assertThat(message).contains("enviroment").contains("Did you mean environment?");
    assertThat(Refusal.of(restore("quite-different", targets.resolve("t")), 3))
        .doesNotContain("Did you mean")
        .contains("holotree list");
    assertThat(Refusal.of(restore("0123456789abcdef", targets.resolve("t")), 3))
        .contains("0123456789abcdef");
    assertThat(Workplace.names(targets)).isEmpty();
    assertThat(work.states()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo mine >t",
        "mkdir t; echo mine >t/file",
        "mkdir -p t/empty",
        "mkfifo t",
        "mkdir -p real; echo mine >real/file; ln -s real t"
      })
  void targetThatIsTaken_isRefusedAndUntouched(String take) {
    Program.shell(take).in(targets).output();
    TreeListing before = TreeListing.of(targets);
    Path target = targets.resolve("t");
    assertThat(Refusal.of(restore("environment", target), 6)).contains("/targets/");
    before.assertSameAs(targets);
    assertThat(work.states()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"library/x", "pool", "spaces/.state/x", "locks", "journal", "logs", "spaces/a/b"})
  void targetInWhatHolotreeKeepsForItself_isRefused(String own) {
    assertThat(Refusal.of(restore("environment", work.home().resolve(own)), 6))
        .contains("Holotree keeps for itself");
    Program inside =
        Image.command(
            work.path("other"),
            "--library",
            work.library(),
            "run",
            "environment",
            "--to",
            work.library().resolve("packs/x"),
            "--",
            "true");
    Refusal.of(inside, 126);
    // The tree has one file, x.
    assertThat(Program.of("find", work.home(), "-name", "x").output()).isEmpty();
    assertThat(work.states()).isEmpty();
  }

  @Test
  void symlinkToNowhereAsTarget_isRefusedAndUntouched() {
    Program.of("ln", "-s", "nowhere", targets.resolve("t")).output();
    TreeListing before = TreeListing.of(targets);
    assertThat(Refusal.of(restore("environment", targets.resolve("t")), 6)).contains("/targets/t");
    before.assertSameAs(targets);
    assertThat(work.states()).isEmpty();
  }

  @Test
  void targetInADirectoryThatTheUserMayNotWriteTo_isRefused() throws IOException {
    Program.of("chown", "-R", "65534", work.home()).output();
    TreeListing before = TreeListing.of(targets);
    Program restore = BadStageIT.asNobody(work, restore("environment", targets.resolve("t")));
    assertThat(Refusal.of(restore, 1)).contains(targets.toString()).contains("EACCES");
    before.assertSameAs(targets);
    assertThat(work.states()).isEmpty();
  }

  @Test
  void targetBelowAFile_isRefused() throws IOException {
    Files.writeString(targets.resolve("file"), "mine");
    TreeListing before = TreeListing.of(targets);
    Refusal.of(restore("environment", targets.resolve("file/t")), 1);
    before.assertSameAs(targets);
    assertThat(work.states()).isEmpty();
  }

  @Test
  void verifyOfWhatIsNoSpace_isNotFound() {
    Refusal.of(Image.command(work.home(), "verify", targets), 3);
    Refusal.of(Image.command(work.home(), "verify", "nothing"), 3);
    Refusal.of(Image.command(work.home(), "delete", targets), 3);
    assertThat(targets).isDirectory();
  }

  @Test
  void copyOfASpace_isNoSpaceOfItsOwn() {
    Path space = targets.resolve("t");
    restore("environment", space).output();
    Program.of("cp", "-a", space, targets.resolve("copy")).output();
    for (String verb : new String[] {"delete", "verify"}) {
      Refusal.of(Image.command(work.home(), verb, targets.resolve("copy")), 6);
    }
    Refusal.of(restore("environment", targets.resolve("copy")), 6);
    assertThat(targets.resolve("copy/x")).hasContent("x\n");
    Image.command(work.home(), "verify", space).output();
  }

  private Program restore(String name, Path target) {
    return Image.command(work.home(), "restore", name, "--to", target);
  }
}
