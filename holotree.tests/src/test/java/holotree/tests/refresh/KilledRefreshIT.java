package holotree.tests.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt.Refreshed;
import holotree.engine.RestoreRequest;
import holotree.engine.SpaceListing;
import holotree.engine.Target;
import holotree.engine.VerifyReport;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Seed;
import holotree.tests.kit.Stamps;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Refreshes killed at random moments: what is said of the space is so, and the next refresh goes on from
/// there.
class KilledRefreshIT {

  private static final int EDITED_KILLS = 8;
  private static final int MOVED_KILLS = 7;
  private static final int EDITS = 4;
  private static final int MILLIS_AFTER_MARK = 120;
  private static final int MILLIS_AFTER_START = 500;
  private static final List<String> SIGNALS = List.of("KILL", "INT", "KILL", "TERM");

  private static final String BUILD =
      """
      mkdir -p "$1" "$2"
      cd "$1"
      for d in 1 2 3 4; do
        mkdir $d
        seq $d 25000 | (cd $d; split -a 3 -l 50)
      done
      head -c 25000000 /dev/urandom >large
      ln -s large link
      """;

  private static final String OTHER =
      """
      cd "$1"
      rm -r 1
      mv 2 5
      for f in 3/*c; do echo other >>$f; done
      chmod 750 4
      for f in 4/*d; do chmod 600 $f; done
      printf x | dd of=large bs=1 seek=13000000 conv=notrunc status=none
      ln -sf 3 link
      """;

  private static final String HEAVY_EDITS =
      """
      cd "$1"
      rm -r 2
      find 3 -name '*b' -exec touch {} +
      find 4 -name '*c' -delete
      for f in 1/*d; do echo more >>$f; done
      printf x | dd of=large bs=1 seek=13000000 conv=notrunc status=none
      """;

  // A parent that ignores SIGINT, as a shell's background job does, hands that down.
  private static final String RUN = "exec env --default-signal=INT,TERM \"$@\"";

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage");
  private final Path targets = work.path("targets");
  private final Path space = targets.resolve("space");
  private TreeListing recorded;

  @BeforeEach
  void build() {
    Program.shell(BUILD, stage, targets).output();
    recorded = TreeListing.of(stage);
    record("one");
    try (Holotree holotree = work.open()) {
      holotree.restore(RestoreRequest.of("one").to(space));
    }
  }

  @Test
  void killedRepairOfAnEditedSpace_isFinishedByTheNextOne() throws Exception {
    long seed = Seed.next("killedRepair");
    Random random = new Random(seed);
    int incomplete = 0;
    for (int round = 0; round < EDITED_KILLS; round++) {
      Program.shell(HEAVY_EDITS, space).output();
      RandomEdits.make(space, seed + round, EDITS);
      incomplete += kill("one", recorded, round, random) ? 1 : 0;
      if (round % 4 == 2) {
        Image.command(work.home(), "delete", space).output();
        assertThat(space).doesNotExist();
      }
      assertFinishedByTheNext("one", recorded);
    }
    assertThat(incomplete).as("kills in the middle of a refresh").isPositive();
  }

  @Test
  void killedMoveToAnotherRecording_isFinishedOrTakenBackByTheNextOne() throws Exception {
    Program.shell(OTHER, stage).output();
    TreeListing other = TreeListing.of(stage);
    record("two");
    Random random = new Random(Seed.next("killedMove"));
    int incomplete = 0;
    String current = "one";
    for (int round = 0; round < MOVED_KILLS; round++) {
      String wanted = current.equals("one") ? "two" : "one";
      incomplete += kill(wanted, wanted.equals("one") ? recorded : other, round, random) ? 1 : 0;
      // Either way it may go on from there.
      current = random.nextBoolean() ? "one" : "two";
      assertFinishedByTheNext(current, current.equals("one") ? recorded : other);
    }
    assertThat(incomplete).as("kills in the middle of a refresh").isPositive();
  }

  /// Kills a refresh of the space to `recording`.
  ///
  /// @return whether it left the space incomplete
  private boolean kill(String recording, TreeListing wanted, int round, Random random)
      throws Exception {
    Stamps before = Stamps.of(space);
    String signal = SIGNALS.get(round % SIGNALS.size());
    boolean marked = random.nextInt(4) > 0;
    int millis = random.nextInt(marked ? MILLIS_AFTER_MARK : MILLIS_AFTER_START);
    Object state = state();
    Process process = Program.shell(RUN, restore(recording).command().toArray()).start();
    while (marked && state.equals(state()) && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
      Thread.onSpinWait();
    }
    Thread.sleep(millis);
    Program.of("kill", "-" + signal, process.pid()).run();
    int code = process.waitFor();
    assertThat(code).as(signal).isIn(0, 128 + 2, 128 + 9, 128 + 15);
    try (Holotree holotree = work.open()) {
      SpaceListing.Space listed = holotree.spaces().spaces().getFirst();
      VerifyReport verified = holotree.verify(new Target.Directory(space));
      if (listed.phase() == SpaceListing.Phase.INCOMPLETE) {
        assertThat(code).isNotZero();
        return true;
      }
      boolean untouched = Stamps.of(space).changedSince(before).isEmpty();
      if (code == 0 || !untouched) {
        wanted.assertSameAs(space);
        assertThat(verified.pristine()).isTrue();
      }
      return false;
    }
  }

  private void assertFinishedByTheNext(String recording, TreeListing wanted) {
    RestoreRequest request = RestoreRequest.of(recording).to(space);
    try (Holotree holotree = work.open()) {
      holotree.restore(request);
      wanted.assertSameAs(space);
      assertThat(holotree.restore(request).refreshed()).matches(Refreshed::pristine);
    }
    assertThat(Workplace.names(work.home().resolve("tmp"))).isEmpty();
    assertThat(Workplace.names(targets)).containsExactly("space");
    assertThat(work.states()).hasSize(1);
  }

  private void record(String name) {
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(stage).named(name));
    }
  }

  private Program restore(String recording) {
    return Image.command(work.home(), "restore", recording, "--to", space);
  }

  /// Which file the space's state is now: another one whenever it is written.
  private Object state() throws IOException {
    Path file = work.home().resolve("spaces/.state").resolve(work.states().getFirst());
    return Files.getAttribute(file, "unix:ctime") + " " + Files.getAttribute(file, "unix:ino");
  }
}
