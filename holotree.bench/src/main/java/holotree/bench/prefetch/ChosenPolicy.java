package holotree.bench.prefetch;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadSchedule;
import org.jspecify.annotations.Nullable;

/// A service that stands for whichever policy a benchmark wants next. It outranks every other while
/// one is chosen, and none otherwise. Thread-safe.
public final class ChosenPolicy implements PrefetchPolicy {

  private static volatile @Nullable PrefetchPolicy chosen;

  /// A policy, made by the service loader.
  public ChosenPolicy() {}

  /// Has the libraries that are opened from now on use `policy`.
  static void choose(PrefetchPolicy policy) {
    chosen = policy;
  }

  @Override
  public String id() {
    return "chosen";
  }

  @Override
  public int rank() {
    return chosen == null ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  @Override
  public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
    PrefetchPolicy policy = chosen;
    if (policy == null) {
      throw new IllegalStateException("no policy was chosen");
    }
    return policy.schedule(plan, budget);
  }
}
