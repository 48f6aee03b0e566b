package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Commands interrupted with SIGINT and SIGTERM at random moments of their work: what they say is so.
class InterruptedProcessIT {

  private static final int ROUNDS = 5;
  private static final int SPREAD_MILLIS = 400;

  private static final String BUILD =
      """
      mkdir -p "$1" "$2" "$3"
      echo x >"$3/x"
      cd "$1"
      for d in 1 2 3 4; do
        mkdir $d
        seq $d 100000 | (cd $d; split -a 4 -l 50)
      done
      head -c 25000000 /dev/urandom >large
      """;

  // A parent that ignores SIGINT, as a shell's background job does, hands that down.
  private static final String RUN = "exec env --default-signal=INT,TERM \"$@\" >/dev/null 2>\"$0\"";

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("big");
  private final Path targets = work.path("targets");
  private final Path small = work.path("small");
  private final Path errors = work.path("errors");
  private final List<Long> millisToExit = new ArrayList<>();
  private TreeListing recorded;

  @BeforeEach
  void build() {
    Program.shell(BUILD, stage, targets, small).output();
    recorded = TreeListing.of(stage);
  }

  @Test
  void interruptedRecord_recordsNothing_andTheNextOneClearsUp() throws Exception {
    Random random = new Random(Seed.next("interruptedRecord"));
    int halfway = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path home = work.path("home-" + round);
      Path library = home.resolve("library");
      Path lock = library.resolve("locks/library");
      interruptAfter(
          () -> Files.exists(lock),
          random.nextInt(SPREAD_MILLIS),
          Signal.of(round),
          Image.command(home, "record", stage, "--name", "big", "--level", "9"));
      if (said().contains("Interrupted")) {
        halfway++;
        assertThat(Workplace.names(library.resolve("catalogs"))).isEmpty();
        assertThat(Workplace.names(library.resolve("names"))).isEmpty();
        assertThat(Image.command(home, "list", "--quiet").output()).isEmpty();
      }
      if (said().contains("Nothing was recorded")) {
        assertThat(Workplace.names(library.resolve("tmp"))).isEmpty();
        assertThat(lock.resolveSibling("library.holder")).doesNotExist();
      }
      Image.command(home, "record", small, "--name", "small").output();
      assertThat(Workplace.names(library.resolve("tmp"))).isEmpty();
    }
    report("record", halfway);
    Path last = work.path("home-" + (ROUNDS - 1));
    Image.command(last, "record", stage, "--name", "big").output();
    Image.command(last, "restore", "big", "--to", targets.resolve("last")).output();
    recorded.assertSameAs(targets.resolve("last"));
  }

  @Test
  void interruptedRestore_leavesTheTargetAsItWas_orTheNextOneClearsUp() throws Exception {
    Random random = new Random(Seed.next("interruptedRestore"));
    Image.command(work.home(), "record", stage, "--name", "big").output();
    Image.command(work.home(), "record", small, "--name", "small").output();
    int halfway = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path target = targets.resolve("target-" + round);
      interruptAfter(
          this::somethingIsBuilt,
          random.nextInt(SPREAD_MILLIS),
          Signal.of(round),
          Image.command(work.home(), "restore", "big", "--to", target));
      if (said().contains("Interrupted")) {
        halfway++;
        assertThat(target).doesNotExist();
      }
      if (said().contains("the target is as it was")) {
        assertThat(somethingIsBuilt()).isFalse();
        assertThat(Workplace.names(targets)).noneMatch(name -> name.startsWith("."));
      }
      Path other = work.path("other-" + round);
      Image.command(work.home(), "restore", "small", "--to", other).output();
      assertThat(Workplace.names(targets)).noneMatch(name -> name.startsWith("."));
      assertThat(somethingIsBuilt()).isFalse();
    }
    report("restore", halfway);
    Image.command(work.home(), "restore", "big", "--to", targets.resolve("last")).output();
    recorded.assertSameAs(targets.resolve("last"));
  }

  private boolean somethingIsBuilt() {
    return work.states().stream().anyMatch(name -> name.endsWith(".building"));
  }

  private String said() throws IOException {
    return Files.readString(errors);
  }

  /// Starts a command and sends it a signal `millis` after it has begun.
  private void interruptAfter(BooleanSupplier begun, int millis, Signal signal, Program command)
      throws Exception {
    List<Object> words = new ArrayList<>(List.of("sh", "-c", RUN, errors));
    words.addAll(command.command());
    Process process = Program.of(words.toArray()).start();
    while (!begun.getAsBoolean() && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
      Thread.onSpinWait();
    }
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      assertThat(process.exitValue()).as(said()).isZero();
      return;
    }
    long sent = System.nanoTime();
    Program.of("kill", "-" + signal, process.pid()).run();
    int code = process.waitFor();
    millisToExit.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent));
    // It may have done its work just before.
    assertThat(code).as(said()).isIn(signal.exitCode, 0);
  }

  @SuppressWarnings("SystemOut") // measured, not asserted
  private void report(String verb, int halfway) {
    assertThat(halfway).as("interruptions in the middle of a " + verb).isPositive();
    Collections.sort(millisToExit);
    System.out.println(
        verb + ": " + halfway + " of " + ROUNDS + " interrupted, ms to exit: " + millisToExit);
  }

  private enum Signal {
    INT(130),
    TERM(143);

    final int exitCode;

    Signal(int exitCode) {
      this.exitCode = exitCode;
    }

    static Signal of(int round) {
      return values()[round % values().length];
    }
  }
}
