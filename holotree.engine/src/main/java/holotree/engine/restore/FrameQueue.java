package holotree.engine.restore;

import holotree.api.fs.StoredFile;
import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadRequest;
import holotree.api.prefetch.ReadSchedule;
import holotree.engine.format.PackFooter;

/// Hands out the frames of a plan in order, reading ahead as the policy says. Thread-safe.
final class FrameQueue {

  private static final long READ_AHEAD_BYTES = 64L << 20;

  private final RestorePlan plan;
  private final PrefetchPolicy policy;
  private final ReadPlan requests;
  private final ReadSchedule schedule;
  private int next;
  private int asked;

  FrameQueue(RestorePlan plan, PrefetchPolicy policy) {
    this.plan = plan;
    this.policy = policy;
    this.requests = new Requests(plan);
    this.schedule =
        policy.schedule(requests, new ReadBudget(ReadBudget.MAX_REQUESTS, READ_AHEAD_BYTES));
  }

  /// The frames of another plan, read by the same policy.
  FrameQueue of(RestorePlan other) {
    return new FrameQueue(other, policy);
  }

  /// The next frame; -1 at the end.
  synchronized int take() {
    if (next == plan.frames()) {
      return -1;
    }
    int frame = next++;
    int until = Math.min(schedule.readAheadTo(frame), plan.frames());
    until = Math.min(until, frame + ReadBudget.MAX_REQUESTS);
    // The frame itself goes first, or its own read would wait behind those that are not due yet.
    asked = Math.max(asked, frame);
    for (; until > next && asked < until; asked++) {
      ReadRequest ahead = requests.request(asked);
      StoredFile file = plan.pack(asked).file();
      file.prefetch(ahead.offset(), ahead.length());
    }
    asked = Math.max(asked, next);
    return frame;
  }

  /// Tells the policy how long a read took.
  synchronized void observe(int frame, long nanos) {
    schedule.observe(frame, nanos);
  }

  private record Requests(RestorePlan plan) implements ReadPlan {
    @Override
    public int size() {
      return plan.frames();
    }

    @Override
    public ReadRequest request(int index) {
      PackFooter footer = plan.pack(index).footer();
      int frame = plan.frameInPack(index);
      long offset = footer.frameOffset(frame);
      return new ReadRequest(
          plan.packNumber(index), offset, (int) (footer.frameEnd(frame) - offset));
    }
  }
}
