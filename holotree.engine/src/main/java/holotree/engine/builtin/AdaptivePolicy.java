package holotree.engine.builtin;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadSchedule;
import java.util.Arrays;

/// The policy `adaptive`: reads ahead in plan order, as deep as the budget allows while reads are slow,
/// and not at all once they are as quick as the page cache. Thread-safe.
///
/// Depths between the two, and asking in batches, gained nothing on recorded restores (decisions/0015).
public final class AdaptivePolicy implements PrefetchPolicy {

  /// A policy; there is nothing to close.
  public AdaptivePolicy() {}

  @Override
  public String id() {
    return "adaptive";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
    return new Schedule(plan, budget);
  }

  /// Remembers at most 16 requests ahead and the 16 before them, by position. Allocates nothing once
  /// made.
  private static final class Schedule implements ReadSchedule {

    private static final int REMEMBERED = 2 * ReadBudget.MAX_REQUESTS;
    private static final int NONE = -1;

    // Memory gives a frame at 5 to 10 GB/s; the fastest drives need some 100 microseconds to begin.
    private static final long QUICK_NANOS = 50_000;
    private static final int QUICK_BYTES_PER_NANO = 4;

    private final ReadPlan plan;
    private final ReadBudget budget;
    private final WarmthWatch watch = new WarmthWatch();
    private final int[] lengths = new int[REMEMBERED];
    private final boolean[] asked = new boolean[REMEMBERED];
    // Which position a place stands for while it is being read.
    private final int[] reading = new int[REMEMBERED];
    // Positions before `seen` have been looked at; those before `until` were asked for.
    private int seen;
    private int until;

    Schedule(ReadPlan plan, ReadBudget budget) {
      this.plan = plan;
      this.budget = budget;
      Arrays.fill(reading, NONE);
    }

    @Override
    public int readAheadTo(int position) {
      int depth = watch.pausing() ? 0 : budget.requests();
      int wanted = (int) Math.min(plan.size(), (long) position + depth);
      look(Math.max(position + 1, wanted));
      int place = position % REMEMBERED;
      reading[place] = position;
      asked[place] = position < until;
      if (wanted > position) {
        until = Math.max(until, affordable(position, wanted));
      }
      return until;
    }

    @Override
    public void observe(int position, long nanos) {
      int place = position % REMEMBERED;
      if (reading[place] == position) {
        reading[place] = NONE;
        boolean slow = nanos > QUICK_NANOS + lengths[place] / QUICK_BYTES_PER_NANO;
        watch.learn(asked[place], slow, nanos);
      }
    }

    /// Notes the lengths up to `end`. A read so long ago that its place is needed is forgotten.
    private void look(int end) {
      for (; seen < end; seen++) {
        int place = seen % REMEMBERED;
        lengths[place] = plan.request(seen).length();
        reading[place] = NONE;
      }
    }

    /// The end of the requests from `position` on that the budget's bytes allow, one at least.
    private int affordable(int position, int wanted) {
      long bytes = 0;
      int end = position;
      while (end < wanted) {
        bytes += lengths[end % REMEMBERED];
        if (bytes > budget.bytes() && end > position) {
          break;
        }
        end++;
      }
      return end;
    }
  }
}
