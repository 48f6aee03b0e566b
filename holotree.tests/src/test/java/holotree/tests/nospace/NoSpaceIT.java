package holotree.tests.nospace;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a command says of a full disk, and that it succeeds as soon as there is room. Needs root.
class NoSpaceIT {

  private static final int NO_SPACE = 7;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path home = work.path("disk/home");

  @Test
  void eachCommand_endsWithItsCode_andSucceedsOnceThereIsRoom() {
    Path stage = work.path("stage");
    Program.shell("mkdir \"$1\"; cd \"$1\"; seq 100 | xargs touch; seq 9999 >numbers", stage)
        .output();
    Program record = Image.command(home, "record", stage, "--name", "one");
    Program restore = Image.command(home, "--json", "restore", "one");
    Program env =
        Image.command(home, "env", "e", "--from", stage.resolve("1"), "--", "touch", "{stage}/x");
    try (SmallDisk small = SmallDisk.inMemory(work.path("disk"), "size=4m,nr_inodes=60")) {
      small.fillInodes();
      assertThat(record.run())
          .satisfies(full -> assertThat(full.exitCode()).as("%s", full).isEqualTo(NO_SPACE))
          .satisfies(full -> assertThat(full.errors()).contains("1 inodes needed, 0 there."));
      small.makeRoom();
      record.output();

      Finished full = restore.run();
      assertThat(full.exitCode()).isEqualTo(NO_SPACE);
      assertThat(full.output())
          .contains("\"kind\": \"noSpace\"", "\"inodesNeeded\": 101", "\"inodesThere\": ");
      small.remount("nr_inodes=400");
      restore.output();

      small.fillInodes();
      assertThat(env.run().exitCode()).isEqualTo(120 + NO_SPACE);
      small.makeRoom();
      env.output();
    }
  }
}
