package holotree.engine.builtin;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadSchedule;

/// The policy `sequential`: reads ahead in plan order, to a fixed depth. It learns nothing, and is
/// the rival that a policy with more wit has to beat. Thread-safe.
public final class SequentialPolicy implements PrefetchPolicy {

  private static final int DEPTH = 8;

  /// A policy; there is nothing to close.
  public SequentialPolicy() {}

  @Override
  public String id() {
    return "sequential";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
    return new Schedule(plan, budget);
  }

  /// Looks at its position alone. Since it takes as much as the budget allows, its answers ascend
  /// without its keeping any.
  private record Schedule(ReadPlan plan, ReadBudget budget) implements ReadSchedule {

    @Override
    public int readAheadTo(int position) {
      int depth = Math.min(DEPTH, budget.requests());
      int limit = (int) Math.min(plan.size(), (long) position + depth);
      int end = Math.min(position + 1, limit);
      long bytes = position < limit ? plan.request(position).length() : 0;
      while (end < limit) {
        bytes += plan.request(end).length();
        if (bytes > budget.bytes()) {
          break;
        }
        end++;
      }
      return end;
    }

    @Override
    public void observe(int position, long nanos) {}
  }
}
