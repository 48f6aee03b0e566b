package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadRequest;
import holotree.api.prefetch.ReadSchedule;
import java.util.Arrays;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/// The promises of [PrefetchPolicy].
class SequentialPolicyTest {

  private final PrefetchPolicy policy = new SequentialPolicy();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(PrefetchPolicy.class).stream().map(ServiceLoader.Provider::type))
        .contains(SequentialPolicy.class);
  }

  // Promise 1.
  @Test
  void idAndRank_areAsDocumented() {
    assertThat(policy.id()).isEqualTo("sequential");
    assertThat(policy.rank()).isZero();
  }

  @Test
  void depth_isEightWhereTheBudgetAllows() {
    int[] lengths = new int[20];
    Arrays.fill(lengths, 10);
    ReadSchedule schedule = policy.schedule(plan(lengths), new ReadBudget(16, 1000));
    assertThat(schedule.readAheadTo(0)).isEqualTo(8);
    assertThat(schedule.readAheadTo(5)).isEqualTo(13);
    assertThat(schedule.readAheadTo(19)).isEqualTo(20);
  }

  @Test
  void bytes_boundTheDepth() {
    ReadSchedule schedule = policy.schedule(plan(10, 20, 30, 40, 50), new ReadBudget(16, 65));
    assertThat(schedule.readAheadTo(0)).isEqualTo(3);
    assertThat(schedule.readAheadTo(1)).isEqualTo(3);
    assertThat(schedule.readAheadTo(2)).isEqualTo(3);
    assertThat(schedule.readAheadTo(3)).isEqualTo(4);
  }

  @Test
  void requestOverTheBudget_isAskedForAlone() {
    ReadSchedule schedule = policy.schedule(plan(100, 1), new ReadBudget(4, 50));
    assertThat(schedule.readAheadTo(0)).isEqualTo(1);
  }

  @Test
  void emptyBudget_readsNothingAhead() {
    ReadSchedule schedule = policy.schedule(plan(1, 1), new ReadBudget(0, 50));
    assertThat(schedule.readAheadTo(0)).isZero();
    assertThat(schedule.readAheadTo(1)).isEqualTo(1);
  }

  // Promises 2 and 3.
  @Test
  void answers_stayWithinTheBudgetAndNeverGoBack() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      int[] lengths = random.ints(random.nextInt(1, 40), 0, 1000).toArray();
      ReadBudget budget = new ReadBudget(random.nextInt(17), random.nextInt(4000));
      ReadSchedule schedule = policy.schedule(plan(lengths), budget);
      int before = 0;
      for (int at = random.nextInt(3); at < lengths.length; at += 1 + random.nextInt(2)) {
        int end = schedule.readAheadTo(at);
        schedule.observe(at, random.nextLong(1_000_000));
        long bytes = end <= at ? 0 : Arrays.stream(lengths, at, end).asLongStream().sum();
        assertThat(end)
            .as("seed %d, round %d, position %d", seed, round, at)
            .isBetween(before, Math.min(lengths.length, at + budget.requests()));
        assertThat(bytes <= budget.bytes() || end - at <= 1)
            .as("bytes, seed %d, round %d, position %d", seed, round, at)
            .isTrue();
        before = end;
      }
    }
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
}
