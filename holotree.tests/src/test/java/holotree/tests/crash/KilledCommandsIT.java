package holotree.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.tests.kit.Image;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TestSize;
import holotree.tests.kit.Workplace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Several commands at a time on one home, all killed at one random moment: what was acknowledged is there,
/// and the next commands succeed unaided.
class KilledCommandsIT {

  private static final int AT_A_TIME = 5;
  private static final int ROUNDS_IN_A_LIFE = 4;
  private static final int KILLED = 128 + 9;
  private static final int BUSY = 5;
  private static final List<Attempt.Kind> KINDS =
      Arrays.stream(Attempt.Kind.values()).filter(kind -> kind != Attempt.Kind.COMPACT).toList();
  // Much of a short command is the start of its runtime.
  private static final double EARLIEST = 0.3;
  private static final double LATEST = 1.0;
  private static final double LATER = 1.05;
  private static final double EARLIER = 0.9;
  private static final long TICK_NANOS = 1_000_000;

  @AutoClose private final Workplace work = Workplace.create();
  private final Tally tally = new Tally();
  private final Random random = new Random(Seed.next("killedCommands"));
  private Ledger ledger;
  // How long so many commands take together, before it is known.
  private long usualNanos = TimeUnit.SECONDS.toNanos(30);

  @Test
  @SuppressWarnings("SystemOut") // counts for the build's log
  void killedCommands_loseNothingThatWasAcknowledged_andTheNextOnesSucceed() throws Exception {
    int kills = TestSize.of(160, 16_000);
    for (int round = 0; tally.of("killed") < kills; round++) {
      if (round % ROUNDS_IN_A_LIFE == 0) {
        begin(round);
      }
      List<Attempt> attempts = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        attempts.add(KINDS.get(random.nextInt(KINDS.size())).begin(new Attempts(ledger)));
      }
      String what = "round " + round + ": " + attempts.stream().map(Attempt::kind).toList();
      try {
        killAll(attempts);
        ledger.checkRemains();
        goOn(attempts);
      } catch (RuntimeException | AssertionError wrong) {
        throw new AssertionError(what, wrong);
      }
    }
    System.out.println(tally);
  }

  private void begin(int round) {
    ledger =
        new Ledger(
            work.path("disk-" + round), work.path("aside-" + round), random.nextLong(), tally);
    try (Holotree holotree = ledger.open()) {
      ledger.goOn(holotree);
    }
  }

  private void killAll(List<Attempt> attempts) throws InterruptedException {
    long began = System.nanoTime();
    List<Process> processes =
        attempts.stream()
            .map(one -> Image.command(ledger.home(), one.command().toArray()).start())
            .toList();
    long moment = began + (long) (usualNanos * random.nextDouble(EARLIEST, LATEST));
    while (System.nanoTime() < moment && processes.stream().anyMatch(Process::isAlive)) {
      LockSupport.parkNanos(TICK_NANOS);
    }
    long nanos = System.nanoTime() - began;
    processes.forEach(Process::destroyForcibly);
    int done = 0;
    for (int i = 0; i < attempts.size(); i++) {
      int code = processes.get(i).waitFor();
      Attempt.Kind kind = attempts.get(i).kind();
      // Of two collections at a time one is told of the other.
      List<Integer> allowed =
          kind == Attempt.Kind.GC ? List.of(0, KILLED, BUSY) : List.of(0, KILLED);
      assertThat(code).as("%s", kind).isIn(allowed);
      String end = code == 0 ? "done" : code == KILLED ? "killed" : "busy";
      tally.add(end + " " + kind);
      tally.addAndTell(end);
      done += code == 0 ? 1 : 0;
      if (code == 0) {
        attempts.get(i).shown().run();
        attempts.get(i).acknowledged().run();
      }
    }
    // Most kills are to hit something, on a busy machine as on an idle one.
    usualNanos = done == AT_A_TIME ? nanos : (long) (usualNanos * (done > 1 ? EARLIER : LATER));
  }

  private void goOn(List<Attempt> attempts) {
    try (Holotree holotree = ledger.open()) {
      attempts.forEach(attempt -> attempt.after().accept(holotree));
      ledger.goOn(holotree);
    }
  }
}
