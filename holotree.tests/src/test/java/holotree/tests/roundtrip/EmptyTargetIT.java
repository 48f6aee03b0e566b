package holotree.tests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.RandomTree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TmpfsMount;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Restoring into directories that are there and empty.
class EmptyTargetIT {

  @AutoClose private final Workplace work = Workplace.create();
  private TreeListing recorded;

  @BeforeEach
  void record() {
    Path stage = work.path("stage");
    RandomTree.small(stage, Seed.next("emptyTarget"), 50);
    recorded = TreeListing.of(stage);
    Image.command(work.home(), "record", stage, "--name", "tree").output();
  }

  @Test
  void mountPoint_isFilledInPlace() {
    try (TmpfsMount mount = TmpfsMount.at(work.path("mount"), 16)) {
      Finished finished = restoreTo(mount.path().toString()).run();
      assertThat(finished.exitCode()).as(finished.errors()).isZero();
      assertThat(finished.output() + finished.errors()).contains("built in the directory itself");
      recorded.assertSameAs(mount.path());
      Image.command(work.home(), "verify", mount.path()).output();
      Program.of("mountpoint", mount.path()).output();
      Image.command(work.home(), "delete", mount.path()).output();
      assertThat(Workplace.names(mount.path())).isEmpty();
    }
  }

  @Test
  void workingDirectory_isFilledInPlaceAndStaysValid() throws IOException {
    Path directory = Files.createDirectory(work.path("cwd"));
    Object inode = Files.getAttribute(directory, "unix:ino");
    String commands = "\"$1\" --home \"$2\" restore tree --to . >&2; pwd -P; ls | wc -l; mkdir new";
    String output = Program.shell(commands, Image.launcher(), work.home()).in(directory).output();
    assertThat(output).startsWith(directory + "\n");
    assertThat(directory.resolve("new")).isDirectory();
    assertThat(Files.getAttribute(directory, "unix:ino")).isEqualTo(inode);
    Files.delete(directory.resolve("new"));
    Program.of("touch", "-r", work.path("stage"), directory).output();
    recorded.assertSameAs(directory);
    Program verify = Image.command(work.home(), "verify", ".").in(directory);
    verify.output();
  }

  @Test
  void emptyDirectory_isReplacedInOneStep() throws IOException {
    Path directory = Files.createDirectory(work.path("empty"));
    restoreTo(directory.toString()).output();
    recorded.assertSameAs(directory);
    assertThat(Workplace.names(work.path("."))).containsExactly("empty", "home", "stage");
  }

  @Test
  void relativeTargetWithDotsAndSlashes_isWhereItSays() throws IOException {
    Path directory = Files.createDirectories(work.path("a/b"));
    restoreTo("../../c//d/").in(directory).output();
    recorded.assertSameAs(work.path("c/d"));
    Image.command(work.home(), "verify", "../../c/d").in(directory).output();
  }

  @Test
  void targetThroughASymlink_isRestoredWhereItPoints() throws IOException {
    Files.createDirectory(work.path("real"));
    Files.createSymbolicLink(work.path("link"), Path.of("real"));
    restoreTo(work.path("link/t").toString()).output();
    recorded.assertSameAs(work.path("real/t"));
    Image.command(work.home(), "verify", work.path("link/t")).output();
  }

  private Program restoreTo(String target) {
    return Image.command(work.home(), "restore", "tree", "--to", target);
  }
}
