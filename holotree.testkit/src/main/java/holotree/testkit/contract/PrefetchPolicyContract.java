package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadRequest;
import holotree.api.prefetch.ReadSchedule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The promises of [PrefetchPolicy]. That restored bytes do not depend on its answers (promise 4) is the
/// engine's to show.
public abstract class PrefetchPolicyContract {

  private static final int ROUNDS = 5_000;
  private static final long QUICK_NANOS = 1_000;

  /// For subclasses.
  protected PrefetchPolicyContract() {}

  /// The policy, as the service loader makes it.
  protected abstract PrefetchPolicy policy();

  @Test
  public void promise1_id_isFitForReports() {
    assertThat(policy().id()).matches("[a-z0-9-]{1,20}").isEqualTo(policy().id());
    assertThat(policy().rank()).isEqualTo(policy().rank());
  }

  @Test
  public void promise1_policy_servesThreadsAtOnce() throws Exception {
    long seed = seed();
    PrefetchPolicy policy = policy();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> works =
          LongStream.range(0, 8)
              .<Future<?>>mapToObj(
                  each -> threads.submit(() -> new Run(policy, new Random(seed + each)).run()))
              .toList();
      for (Future<?> work : works) {
        work.get();
      }
    }
  }

  @Test
  public void promise2_answers_stayWithinTheBudget() {
    Random random = new Random(seed());
    for (int round = 0; round < ROUNDS; round++) {
      new Run(policy(), random).run();
    }
  }

  @Test
  public void promise2_requestOverTheBudgetsBytes_isAskedForAloneAtMost() {
    ReadSchedule schedule = policy().schedule(plan(100, 1, 1), new ReadBudget(4, 50));
    assertThat(schedule.readAheadTo(0)).isLessThanOrEqualTo(1);
  }

  @Test
  public void promise2_emptyBudget_readsNothingAhead() {
    ReadSchedule schedule = policy().schedule(plan(1, 1), new ReadBudget(0, 50));
    assertThat(schedule.readAheadTo(0)).isZero();
    assertThat(schedule.readAheadTo(1)).isLessThanOrEqualTo(1);
  }

  @Test
  public void promise3_schedule_neverGoesBackNorBeyondThePlan() {
    Random random = new Random(seed());
    for (int round = 0; round < ROUNDS; round++) {
      new Run(policy(), random).requireAscending();
    }
  }

  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  private static long seed() {
    long seed = Long.getLong("holotree.seed", System.nanoTime());
    System.out.println("-Dholotree.seed=" + seed);
    return seed;
  }

  private static ReadPlan plan(int... lengths) {
    return new ReadPlan() {
      @Override
      public int size() {
        return lengths.length;
      }

      @Override
      public ReadRequest request(int index) {
        return new ReadRequest(0, index * 1000L, lengths[index]);
      }
    };
  }

  /// One plan that is worked through, some positions left out and some reads told late or never.
  private static final class Run {
    private final Random random;
    private final int[] lengths;
    private final ReadBudget budget;
    private final ReadSchedule schedule;

    Run(PrefetchPolicy policy, Random random) {
      this.random = random;
      this.lengths = random.ints(random.nextInt(1, 400), 0, 1000).toArray();
      this.budget =
          new ReadBudget(random.nextInt(ReadBudget.MAX_REQUESTS + 1), random.nextInt(4000));
      this.schedule = policy.schedule(plan(lengths), budget);
    }

    void run() {
      for (int at = random.nextInt(3); at < lengths.length; at += 1 + random.nextInt(2)) {
        int end = ask(at);
        // Whether it lies in the plan is another promise.
        int last = Math.clamp(end, at, lengths.length);
        long bytes = Arrays.stream(lengths, at, last).asLongStream().sum();
        assertThat(end)
            .as("at %d of %d with %s", at, lengths.length, budget)
            .isLessThanOrEqualTo(at + budget.requests());
        assertThat(bytes <= budget.bytes() || end - at <= 1)
            .as("%d bytes from %d to %d with %s", bytes, at, end, budget)
            .isTrue();
      }
    }

    void requireAscending() {
      int before = 0;
      for (int at = random.nextInt(3); at < lengths.length; at += 1 + random.nextInt(2)) {
        int end = ask(at);
        assertThat(end).as("at %d with %s", at, budget).isBetween(before, lengths.length);
        before = end;
      }
    }

    private int ask(int at) {
      int end = schedule.readAheadTo(at);
      if (random.nextInt(4) > 0) {
        schedule.observe(at, random.nextBoolean() ? QUICK_NANOS : random.nextLong(10_000_000));
      }
      return end;
    }
  }
}
