package holotree.bench.prefetch;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadSchedule;

/// A rival that learns nothing: it reads ahead in plan order, always to the same depth.
/// Thread-safe.
///
/// @param depth how many requests are under way, the one that is read included: 0 or 1 for none
///   ahead
public record FixedDepthPolicy(int depth) implements PrefetchPolicy {

  @Override
  public String id() {
    return depth < 2 ? "none" : "fixed-" + depth;
  }

  @Override
  public int rank() {
    return Integer.MIN_VALUE;
  }

  @Override
  public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
    int most = Math.min(depth, budget.requests());
    return new ReadSchedule() {
      @Override
      public int readAheadTo(int position) {
        int limit = (int) Math.min(plan.size(), (long) position + most);
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
    };
  }
}
