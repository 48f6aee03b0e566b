package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.api.fs.FileSystemStrategy;
import holotree.testkit.fault.DiskError;
import holotree.testkit.fault.FailingStrategy;
import holotree.testkit.fault.Fault;
import holotree.testkit.fault.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever call of whatever operation fails, and however: the error says so, the disk is as promised,
/// nothing stays open, and the next command does what this one did not.
///
/// A part of all cases, chosen by a seed that is printed; with `-Dholotree.full=true` all of them.
@EnabledOnOs({OS.LINUX, OS.MAC})
@Execution(ExecutionMode.CONCURRENT)
class FaultInjectionTest {

  private static final int CASES_OF_A_ROW = 110;
  private static final int MOST_REPORTED = 8;

  @TempDir(factory = MemoryFolder.class)
  Path scratch;

  private final FileSystemStrategy sound = SmallWorld.unsynced();
  private final FailingStrategy failing = new FailingStrategy(SmallWorld.unsynced());

  @ParameterizedTest
  @MethodSource
  @Timeout(3600)
  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  void anyFailingCall_leavesWhatIsPromised(FaultRow row) throws IOException {
    long seed = Long.getLong("holotree.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
    SmallWorld world = new SmallWorld(scratch);
    List<Fault> all = cases(callsOf(world, row));
    List<Fault> chosen = Boolean.getBoolean("holotree.full") ? all : sample(all, new Random(seed));
    Map<String, Integer> ends = new LinkedHashMap<>();
    Set<Operation> absorbed = new TreeSet<>();
    List<String> broken = new ArrayList<>();
    for (Fault fault : chosen) {
      String end;
      try {
        end = inject(world, row, fault, absorbed);
      } catch (AssertionError | RuntimeException failed) {
        end = "broken promises";
        broken.add(fault + ": " + failed);
      } finally {
        failing.endProcess();
      }
      ends.merge(end, 1, Integer::sum);
    }
    System.out.printf(
        "%s: %d of %d cases, -Dholotree.seed=%d: %s, absorbed: %s%n",
        row, chosen.size(), all.size(), seed, ends, absorbed);
    assertThat(broken.subList(0, Math.min(broken.size(), MOST_REPORTED)))
        .as("%d broken of %d cases of %s", broken.size(), chosen.size(), row)
        .isEmpty();
    assertThat(ends.getOrDefault("failed", 0)).as("cases that failed").isGreaterThan(20);
  }

  static List<FaultRow> anyFailingCall_leavesWhatIsPromised() {
    List<FaultRow> rows = new ArrayList<>(List.of(LibraryFaultRow.values()));
    rows.addAll(List.of(SpaceFaultRow.values()));
    return rows;
  }

  private Map<Operation, Integer> callsOf(SmallWorld world, FaultRow row) {
    world.clear();
    row.prepare(world, sound);
    FaultRow.Before before = FaultRow.Before.of(world);
    failing.faults().reset();
    world.with(failing, holotree -> row.act(world, holotree));
    Map<Operation, Integer> calls = failing.faults().calls();
    assertThat(failing.open()).as("open after a run without faults").isEmpty();
    row.requireStated(world, sound, before, false);
    return calls;
  }

  private static List<Fault> cases(Map<Operation, Integer> calls) {
    List<Fault> cases = new ArrayList<>();
    calls.forEach((operation, count) -> {
      for (int call = 1; call <= count; call++) {
        for (DiskError error : operation.errors()) {
          cases.add(new Fault(operation, call, error, false));
          cases.add(new Fault(operation, call, error, true));
        }
      }
    });
    return cases;
  }

  /// Of each operation, error and duration one call first, then others.
  private static List<Fault> sample(List<Fault> all, Random random) {
    List<Fault> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    Map<String, Fault> first = new LinkedHashMap<>();
    List<Fault> others = new ArrayList<>();
    for (Fault fault : shuffled) {
      String kind = fault.operation() + " " + fault.error() + " " + fault.stays();
      if (first.putIfAbsent(kind, fault) != null) {
        others.add(fault);
      }
    }
    List<Fault> chosen = new ArrayList<>(first.values());
    chosen.addAll(others);
    return chosen.subList(0, Math.min(CASES_OF_A_ROW, chosen.size()));
  }

  /// @return how it ended
  private String inject(SmallWorld world, FaultRow row, Fault fault, Set<Operation> absorbed) {
    world.clear();
    row.prepare(world, sound);
    FaultRow.Before before = FaultRow.Before.of(world);
    failing.faults().arm(fault);
    HolotreeException failure = act(world, row);
    List<Operation> met = failing.faults().met();
    List<HolotreeException> thrown = failing.faults().thrown();
    failing.faults().reset();
    assertThat(failing.open()).as("still open").isEmpty();
    if (failure != null && !row.mayEndWith(failure)) {
      requireRightKind(failure, fault, thrown);
    }
    row.requireStated(world, sound, before, failure != null);
    world.with(sound, holotree -> row.actAgain(world, holotree));
    if (!failing.strandedTemporaries().isEmpty()) {
      FaultRow.sweep(world, sound);
    }
    row.requireDone(world, sound);
    if (met.isEmpty()) {
      return "not reached";
    }
    if (failure == null) {
      absorbed.addAll(met);
      return "absorbed";
    }
    return "failed";
  }

  // Anything but a HolotreeException goes through, and is a broken promise.
  private @Nullable HolotreeException act(SmallWorld world, FaultRow row) {
    try {
      world.with(failing, holotree -> row.act(world, holotree));
      return null;
    } catch (HolotreeException failure) {
      return failure;
    }
  }

  private static void requireRightKind(
      HolotreeException failure, Fault fault, List<HolotreeException> thrown) {
    // An answer is told by its name; others may have been thrown beside it.
    if (!failure.what().contains(fault.error().name())) {
      assertThat(causes(failure))
          .as("the injected failure, or one that it caused")
          .containsAnyElementsOf(thrown);
    }
    assertThat(failure.what()).isNotBlank();
    assertThat(failure.next()).isNotBlank();
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }
}
