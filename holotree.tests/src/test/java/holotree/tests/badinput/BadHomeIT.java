package holotree.tests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.TmpfsMount;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Homes and libraries that cannot be written to, are full or damaged.
class BadHomeIT {

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage");

  @BeforeEach
  void build() {
    Program.shell("mkdir \"$1\"; echo x >\"$1/x\"; head -c 16000000 /dev/urandom >\"$1/y\"", stage)
        .output();
  }

  @Test
  void homeThatTheUserMayNotWriteTo_isRefusedWithItsPath() throws IOException {
    Files.createDirectory(work.home());
    TreeListing before = TreeListing.of(work.home());
    Program record = Image.command(work.home(), "record", stage);
    assertThat(Refusal.of(BadStageIT.asNobody(work, record), 1))
        .contains(work.home().toString())
        .contains("EACCES");
    before.assertSameAs(work.home());
  }

  @Test
  void homeOnAReadOnlyFileSystem_isRefusedWithItsPath() {
    try (TmpfsMount mount = TmpfsMount.at(work.home(), 4)) {
      Program.of("mount", "-o", "remount,ro", mount.path()).output();
      assertThat(Refusal.of(Image.command(work.home(), "record", stage), 1))
          .contains(work.home().toString())
          .contains("EROFS");
    }
  }

  @Test
  void fullHome_isNoSpace_andWhatWasBegunIsTakenBack() {
    try (TmpfsMount mount = TmpfsMount.at(work.home(), 4)) {
      Program record = Image.command(mount.path(), "record", stage, "--name", "tree");
      assertThat(Refusal.of(record, 7)).contains("No space left");
      assertThat(Workplace.names(work.library().resolve("tmp"))).isEmpty();
      assertThat(Workplace.names(work.library().resolve("names"))).isEmpty();
      Program.of("rm", stage.resolve("y")).output();
      record.output();
    }
  }

  @Test
  void fullTarget_isNoSpace_andWhatWasBegunIsTakenBack() {
    Image.command(work.home(), "record", stage, "--name", "tree").output();
    try (TmpfsMount mount = TmpfsMount.at(work.path("mount"), 4)) {
      Program beside = Image.command(work.home(), "restore", "tree", "--to", mount.path() + "/t");
      assertThat(Refusal.of(beside, 7)).contains("No space left");
      assertThat(Workplace.names(mount.path())).isEmpty();
      Program inPlace = Image.command(work.home(), "restore", "tree", "--to", mount.path());
      assertThat(Refusal.of(inPlace, 7)).contains("No space left");
      assertThat(Workplace.names(mount.path())).isEmpty();
      assertThat(work.states()).isEmpty();
    }
  }

  @Test
  void damagedPack_isCorrupt_andTheMessageNamesIt() {
    Image.command(work.home(), "record", stage, "--name", "tree").output();
    Path pack = Workplace.packs(work.library()).getFirst();
    Program.of("truncate", "-s", "1000000", pack).output();
    Path target = work.path("target");
    Program restore = Image.command(work.home(), "restore", "tree", "--to", target);
    assertThat(Refusal.of(restore, 4)).contains(pack + ", offset ");
    assertThat(target).doesNotExist();
    assertThat(work.states()).isEmpty();
  }

  @Test
  void flippedByte_isCorrupt_andTheMessageNamesPackAndOffset() {
    Image.command(work.home(), "record", stage, "--name", "tree").output();
    Path pack = Workplace.packs(work.library()).getFirst();
    Program.shell("printf XYZ | dd of=\"$1\" bs=1 seek=9000000 conv=notrunc status=none", pack)
        .output();
    Path target = work.path("target");
    Program restore = Image.command(work.home(), "restore", "tree", "--to", target);
    assertThat(Refusal.of(restore, 4)).contains(pack + ", offset ");
    assertThat(Workplace.names(work.path("."))).containsExactly("home", "stage");
  }

  @Test
  void libraryOfALaterVersion_isNotSupported() throws IOException {
    Image.command(work.home(), "record", stage, "--name", "tree").output();
    Files.writeString(work.library().resolve("FORMAT"), "holotree-library 2\n");
    assertThat(Refusal.of(Image.command(work.home(), "restore", "tree"), 8)).contains("FORMAT");
    assertThat(Refusal.of(Image.command(work.home(), "record", stage), 8)).contains("FORMAT");
  }
}
