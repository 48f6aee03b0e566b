package holotree.tests.crash;

import holotree.api.error.HolotreeException;
import holotree.engine.Holotree;
import holotree.tests.crash.DurableSteps.Step;
import holotree.tests.kit.LoopDisk;
import holotree.tests.kit.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Cuts the power of disks again and again. A program, because it needs a mount namespace of its own.
final class PowerCuts {

  // Env and run do nothing else to the disk than these; verify does nothing.
  private static final List<Attempt.Kind> KINDS =
      List.of(
          Attempt.Kind.RECORD,
          Attempt.Kind.RECORD_OVER,
          Attempt.Kind.RESTORE,
          Attempt.Kind.RESTORE_LINKED,
          Attempt.Kind.RESTORE_DURABLY,
          Attempt.Kind.REFRESH,
          Attempt.Kind.REFRESH_DURABLY,
          Attempt.Kind.DELETE,
          Attempt.Kind.GC,
          Attempt.Kind.COMPACT);
  private static final int CUTS_IN_A_LIFE = 10;
  // How long it takes to start what cuts the power.
  private static final long CUTTER_NANOS = 8_000_000;
  private static final long FIRST_GUESS_NANOS = 40_000_000;

  private final Path work;
  private final Random random;
  private final BootNumber boot;
  private final Map<Attempt.Kind, Long> nanos = new EnumMap<>(Attempt.Kind.class);
  private final Set<Step> reached = new HashSet<>();
  private List<Step> steps = List.of();
  private Tally tally = new Tally();

  private PowerCuts(Path work, long seed) {
    this.work = work;
    this.random = new Random(seed);
    this.boot = new BootNumber(work.resolve("boot-id"), random);
  }

  /// Cuts, and reports.
  ///
  /// @param arguments a directory to work in, how many cuts of each file system at random moments, how
  ///     many behind durable steps, the seed
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    Path work = Path.of(arguments[0]);
    int atRandom = Integer.parseInt(arguments[1]);
    int atSteps = Integer.parseInt(arguments[2]);
    long seed = Long.parseLong(arguments[3]);
    Program.of("mount", "-t", "tmpfs", "tmpfs", work).output();
    PowerCuts cuts = new PowerCuts(work, seed);
    for (LoopDisk.Format format : LoopDisk.Format.values()) {
      System.out.println(format + "\n" + cuts.run(format, atRandom, atSteps));
    }
    System.out.println(cuts.reached.size() + " of " + cuts.steps.size() + " durable steps");
  }

  private Tally run(LoopDisk.Format format, int atRandom, int atSteps) {
    tally = new Tally();
    List<Boolean> stepped = new ArrayList<>(Collections.nCopies(atRandom, false));
    stepped.addAll(Collections.nCopies(atSteps, true));
    Collections.shuffle(stepped, random);
    for (int first = 0; first < stepped.size(); first += CUTS_IN_A_LIFE) {
      live(format, stepped.subList(first, Math.min(stepped.size(), first + CUTS_IN_A_LIFE)), first);
    }
    return tally;
  }

  private void live(LoopDisk.Format format, List<Boolean> stepped, int first) {
    Path ram = work.resolve("ram");
    try (LoopDisk disk = LoopDisk.at(work.resolve("disk"), format)) {
      Ledger ledger = new Ledger(disk.path(), ram, random.nextLong(), tally);
      try (Holotree holotree = ledger.open()) {
        ledger.goOn(holotree);
      }
      if (steps.isEmpty() && stepped.contains(true)) {
        steps = countSteps(ledger);
      }
      for (int cut = 0; cut < stepped.size(); cut++) {
        LoopDisk.Loss loss = random.nextBoolean() ? LoopDisk.Loss.ALL : LoopDisk.Loss.BYTES;
        Step step = stepped.get(cut) ? nextStep() : null;
        Attempt.Kind kind = step == null ? KINDS.get(random.nextInt(KINDS.size())) : step.kind();
        String what = "cut %d of %s: %s, %s, %s".formatted(first + cut, format, kind, step, loss);
        try {
          cut(disk, ledger, kind, step, loss);
        } catch (RuntimeException | AssertionError wrong) {
          throw new AssertionError(what, wrong);
        }
      }
    }
    Program.of("rm", "-rf", ram).output();
  }

  private void cut(LoopDisk disk, Ledger ledger, Attempt.Kind kind, Step step, LoopDisk.Loss loss) {
    Attempt attempt = kind.begin(new Attempts(ledger));
    boolean done =
        step == null
            ? atRandom(disk, ledger, attempt, loss)
            : behind(step, disk, ledger, attempt, loss);
    if (done) {
      attempt.acknowledged().run();
    }
    tally.addAndTell("cuts");
    tally.add("cuts " + (done ? "after the end of " : "in the middle of ") + kind);
    disk.mountAgain();
    boot.next();
    ledger.checkRemains();
    try (Holotree holotree = ledger.open()) {
      ledger.goOn(holotree);
      attempt.after().accept(holotree);
    }
  }

  private boolean atRandom(LoopDisk disk, Ledger ledger, Attempt attempt, LoopDisk.Loss loss) {
    long usual = nanos.getOrDefault(attempt.kind(), FIRST_GUESS_NANOS);
    long moment = random.nextLong(CUTTER_NANOS + usual);
    Thread cutter =
        Thread.ofPlatform()
            .start(() -> {
              LockSupport.parkNanos(Math.max(0, moment - CUTTER_NANOS));
              disk.cut(loss);
            });
    LockSupport.parkNanos(Math.max(0, CUTTER_NANOS - moment));
    boolean done = false;
    long began = System.nanoTime();
    try (Holotree holotree = ledger.open()) {
      attempt.call().accept(holotree);
      done = true;
      nanos.merge(attempt.kind(), System.nanoTime() - began, (old, now) -> (3 * old + now) / 4);
    } catch (HolotreeException expected) {
      tally.add("failed with " + expected.getClass().getSimpleName());
    }
    join(cutter);
    return done;
  }

  private boolean behind(
      Step step, LoopDisk disk, Ledger ledger, Attempt attempt, LoopDisk.Loss loss) {
    boolean[] stood = new boolean[1];
    boolean done =
        DurableSteps.run(
            attempt,
            ledger.home(),
            step,
            () -> {
              // A second thread may come to its own such call while the first stands still.
              if (!stood[0]) {
                stood[0] = true;
                disk.cut(loss);
              }
            });
    if (stood[0]) {
      reached.add(step);
    } else {
      disk.cut(loss);
    }
    return done;
  }

  private List<Step> countSteps(Ledger ledger) {
    List<Step> all = new ArrayList<>();
    for (Attempt.Kind kind : KINDS) {
      Attempt attempt = kind.begin(new Attempts(ledger));
      all.addAll(DurableSteps.count(attempt, ledger.home(), work.resolve("steps")));
      attempt.acknowledged().run();
    }
    Collections.shuffle(all, random);
    return all;
  }

  private Step nextStep() {
    Collections.rotate(steps, 1);
    return steps.getFirst();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
