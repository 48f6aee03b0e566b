package holotree.testkit.contract;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadSchedule;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whoever breaks a promise of [PrefetchPolicy] fails the test that is named for it.
class BrokenPolicyTest {

  /// A promise, and what breaks it.
  @SuppressWarnings("ImmutableEnumChecker") // references to methods, which hold nothing
  enum Promise {
    ID(Fault.HAS_A_LONG_ID, PrefetchPolicyContract::promise1_id_isFitForReports),
    REQUESTS(Fault.ASKS_FOR_ONE_MORE, PrefetchPolicyContract::promise2_answers_stayWithinTheBudget),
    BYTES(
        Fault.COUNTS_NO_BYTES,
        PrefetchPolicyContract::promise2_requestOverTheBudgetsBytes_isAskedForAloneAtMost),
    NOTHING(
        Fault.ASKS_FOR_ONE_MORE, PrefetchPolicyContract::promise2_emptyBudget_readsNothingAhead),
    FORWARD(
        Fault.FORGETS_WHAT_IT_SAID,
        PrefetchPolicyContract::promise3_schedule_neverGoesBackNorBeyondThePlan),
    END(
        Fault.READS_BEYOND_THE_END,
        PrefetchPolicyContract::promise3_schedule_neverGoesBackNorBeyondThePlan);

    private final Fault fault;
    private final Consumer<PrefetchPolicyContract> check;

    Promise(Fault fault, Consumer<PrefetchPolicyContract> check) {
      this.fault = fault;
      this.check = check;
    }
  }

  private enum Fault {
    NONE,
    HAS_A_LONG_ID,
    ASKS_FOR_ONE_MORE,
    COUNTS_NO_BYTES,
    FORGETS_WHAT_IT_SAID,
    READS_BEYOND_THE_END
  }

  @TestFactory
  Stream<DynamicTest> brokenPromise_failsItsTest_andAKeptOnePassesIt() {
    return Stream.of(Promise.values())
        .map(promise ->
            BrokenPromises.test(
                promise,
                AssertionError.class,
                () -> promise.check.accept(suite(Fault.NONE)),
                () -> promise.check.accept(suite(promise.fault))));
  }

  private static PrefetchPolicyContract suite(Fault fault) {
    return new PrefetchPolicyContract() {
      @Override
      protected PrefetchPolicy policy() {
        return new Policy(fault);
      }
    };
  }

  /// Reads ahead as far as the budget allows.
  private record Policy(Fault fault) implements PrefetchPolicy {

    @Override
    public String id() {
      return fault == Fault.HAS_A_LONG_ID ? "a-policy-with-a-very-long-id" : "deep";
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
      return new Schedule(fault, plan, budget);
    }
  }

  private static final class Schedule implements ReadSchedule {
    private final Fault fault;
    private final ReadPlan plan;
    private final ReadBudget budget;
    private int said;

    Schedule(Fault fault, ReadPlan plan, ReadBudget budget) {
      this.fault = fault;
      this.plan = plan;
      this.budget = budget;
    }

    @Override
    public int readAheadTo(int position) {
      int end = position;
      long bytes = 0;
      while (end < plan.size() && end < position + budget.requests()) {
        bytes += plan.request(end).length();
        if (bytes > budget.bytes() && end > position && fault != Fault.COUNTS_NO_BYTES) {
          break;
        }
        end++;
      }
      said =
          switch (fault) {
            case ASKS_FOR_ONE_MORE -> Math.max(said, end) + 1;
            case READS_BEYOND_THE_END -> end == plan.size() ? end + 1 : end;
            case FORGETS_WHAT_IT_SAID -> position % 3 == 2 ? 0 : end;
            case NONE, HAS_A_LONG_ID, COUNTS_NO_BYTES -> Math.max(said, end);
          };
      return said;
    }

    @Override
    public void observe(int position, long nanos) {}
  }
}
