package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadRequest;
import holotree.api.prefetch.ReadSchedule;
import holotree.testkit.contract.PrefetchPolicyContract;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class AdaptivePolicyTest extends PrefetchPolicyContract {

  private static final long QUICK = 1_000;
  private static final long SLOW = 1_000_000;

  private final PrefetchPolicy policy = new AdaptivePolicy();

  @Override
  protected PrefetchPolicy policy() {
    return policy;
  }

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(PrefetchPolicy.class).stream().map(ServiceLoader.Provider::type))
        .contains(AdaptivePolicy.class);
  }

  @Test
  void idAndRank_areAsDocumented() {
    assertThat(policy.id()).isEqualTo("adaptive");
    assertThat(policy.rank()).isZero();
  }

  @Test
  void slowReads_areReadAheadOfAsDeepAsTheBudgetAllows() {
    ReadSchedule schedule = policy.schedule(plan(equal(100)), new ReadBudget(16, 1000));
    for (int at = 0; at < 100; at++) {
      assertThat(schedule.readAheadTo(at)).isEqualTo(Math.min(100, at + 16));
      schedule.observe(at, SLOW);
    }
  }

  @Test
  void firstReadThatIsQuick_endsAskingUntilReadsAreSlow() {
    ReadSchedule schedule = policy.schedule(plan(equal(200)), new ReadBudget(16, 1000));
    assertThat(schedule.readAheadTo(0)).isEqualTo(16);
    schedule.observe(0, QUICK);
    for (int at = 1; at < 100; at++) {
      assertThat(schedule.readAheadTo(at)).isEqualTo(16);
      schedule.observe(at, QUICK);
    }
    schedule.readAheadTo(100);
    schedule.observe(100, SLOW);
    assertThat(schedule.readAheadTo(101)).as("after a single slow read").isEqualTo(16);
    schedule.observe(101, SLOW);
    assertThat(schedule.readAheadTo(102)).as("after two").isEqualTo(118);
  }

  @Test
  void quickReadThatWasAskedFor_doesNotProveAWarmCache() {
    ReadSchedule schedule = policy.schedule(plan(equal(200)), new ReadBudget(16, 1000));
    schedule.readAheadTo(0);
    schedule.observe(0, SLOW);
    for (int at = 1; at < 100; at++) {
      assertThat(schedule.readAheadTo(at)).isEqualTo(at + 16);
      schedule.observe(at, QUICK);
    }
  }

  @Test
  void askingPauses_onceItMayHaveCostAsMuchAsAStall() {
    ReadSchedule schedule = policy.schedule(plan(equal(2000)), new ReadBudget(16, 1000));
    schedule.readAheadTo(0);
    schedule.observe(0, SLOW);
    int until = 0;
    for (int at = 1; at <= 400; at++) {
      until = schedule.readAheadTo(at);
      schedule.observe(at, QUICK);
    }
    // 1 ms is worth 200 requests of 5 microseconds.
    assertThat(until).isEqualTo(216);
  }

  @Test
  void readsObservedOutOfOrderOrTooLate_areBorne() {
    ReadSchedule schedule = policy.schedule(plan(equal(200)), new ReadBudget(16, 1000));
    for (int at = 0; at < 100; at++) {
      schedule.readAheadTo(at);
    }
    for (int at = 99; at >= 0; at--) {
      schedule.observe(at, QUICK);
    }
    assertThat(schedule.readAheadTo(100)).isEqualTo(116);
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

  private static int[] equal(int count) {
    int[] lengths = new int[count];
    Arrays.fill(lengths, 10);
    return lengths;
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
