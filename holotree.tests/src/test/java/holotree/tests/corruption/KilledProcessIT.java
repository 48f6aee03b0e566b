package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TmpfsMount;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Commands killed with SIGKILL at random moments of their work.
class KilledProcessIT {

  private static final int RESTORE_KILLS = 15;
  private static final int RECORD_KILLS = 8;
  private static final int IN_PLACE_KILLS = 4;
  private static final int MOST_IN_PLACE_KILLS = 12;
  private static final int IN_PLACE_MILLIS = 60;
  private static final int SPREAD_MILLIS = 120;
  private static final int KILLED = 128 + 9;

  private static final String BUILD =
      """
      mkdir -p "$1" "$2" "$3"
      echo x >"$3/x"
      cd "$1"
      for d in 1 2 3 4; do
        mkdir $d
        seq $d 40000 | (cd $d; split -a 3 -l 50)
      done
      head -c 25000000 /dev/urandom >large
      ln -s large link
      """;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("big");
  private final Path targets = work.path("targets");
  private final Path small = work.path("small");
  private TreeListing recorded;

  @BeforeEach
  void build() {
    Program.shell(BUILD, stage, targets, small).output();
    recorded = TreeListing.of(stage);
  }

  @Test
  void killedRestore_leavesNothingAtTheTarget_andTheNextOneClearsUp() throws Exception {
    record("big", stage);
    record("small", small);
    Random random = new Random(Seed.next("killedRestore"));
    int halfway = 0;
    for (int kill = 0; kill < RESTORE_KILLS; kill++) {
      Path target = targets.resolve("target-" + kill);
      killAfter(
          this::somethingIsBuilt,
          Image.command(work.home(), "restore", "big", "--to", target),
          random.nextInt(SPREAD_MILLIS));
      if (Files.exists(target)) {
        recorded.assertSameAs(target);
      } else {
        halfway++;
      }
      Path other = work.path("other-" + kill);
      restoreSmall(other);
      assertThat(Workplace.names(targets)).noneMatch(name -> name.startsWith("."));
      assertThat(somethingIsBuilt()).isFalse();
      Program.of("rm", "-rf", target).output();
    }
    assertThat(halfway).as("kills in the middle of a restore").isPositive();
    Image.command(work.home(), "restore", "big", "--to", targets.resolve("last")).output();
    recorded.assertSameAs(targets.resolve("last"));
  }

  @Test
  void killedRecord_leavesAUsableLibrary_andTheNextOneSweepsUp() throws Exception {
    record("small", small);
    Random random = new Random(Seed.next("killedRecord"));
    int killed = 0;
    for (int kill = 0; kill < RECORD_KILLS; kill++) {
      Path lock = work.library().resolve("locks/library");
      Files.deleteIfExists(lock);
      int code =
          killAfter(
              () -> Files.exists(lock),
              Image.command(work.home(), "record", stage, "--codec", "stored"),
              random.nextInt(SPREAD_MILLIS));
      killed += code == KILLED ? 1 : 0;
      restoreSmall(work.path("restored-" + kill));
      record("small", small);
      assertThat(Workplace.names(work.library().resolve("tmp"))).isEmpty();
    }
    assertThat(killed).as("kills in the middle of a recording").isPositive();
    record("big", stage);
    Image.command(work.home(), "restore", "big", "--to", work.path("restored")).output();
    recorded.assertSameAs(work.path("restored"));
  }

  @Test
  void killedRestoreIntoAMountPoint_isFinishedByTheNextOneThere() throws Exception {
    record("big", stage);
    Random random = new Random(Seed.next("killedInPlace"));
    try (TmpfsMount mount = TmpfsMount.at(work.path("mount"), 64)) {
      Program restore = Image.command(work.home(), "restore", "big", "--to", mount.path());
      Program verify = Image.command(work.home(), "verify", mount.path());
      int halfway = 0;
      for (int kill = 0; kill < MOST_IN_PLACE_KILLS && halfway < IN_PLACE_KILLS; kill++) {
        // What the last kill left is marked, too: wait for a mark of this restore.
        List<String> marks = work.states();
        killAfter(() -> !work.states().equals(marks), restore, random.nextInt(IN_PLACE_MILLIS));
        if (somethingIsBuilt() && work.states().size() == 1) {
          halfway++;
          assertThat(verify.run().exitCode()).isNotZero();
        } else if (!work.states().isEmpty()) {
          recorded.assertSameAs(mount.path());
          Image.command(work.home(), "delete", mount.path()).output();
        }
      }
      assertThat(halfway).as("kills in the middle of a restore").isPositive();
      restore.output();
      recorded.assertSameAs(mount.path());
      assertThat(somethingIsBuilt()).isFalse();
      assertThat(work.states()).hasSize(1);
      verify.output();
    }
  }

  private void record(String name, Path directory) {
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(directory).named(name));
    }
  }

  private void restoreSmall(Path target) {
    try (Holotree holotree = work.open()) {
      holotree.restore(RestoreRequest.of("small").to(target));
    }
    assertThat(target.resolve("x")).hasContent("x\n");
  }

  private boolean somethingIsBuilt() {
    return work.states().stream().anyMatch(name -> name.endsWith(".building"));
  }

  /// Starts a command and kills it `millis` after it has begun, if it is not through by then.
  ///
  /// @return its exit code
  private static int killAfter(BooleanSupplier begun, Program command, int millis)
      throws InterruptedException {
    Process process = command.start();
    while (!begun.getAsBoolean() && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
      Thread.onSpinWait();
    }
    Thread.sleep(millis);
    return process.destroyForcibly().waitFor();
  }
}
