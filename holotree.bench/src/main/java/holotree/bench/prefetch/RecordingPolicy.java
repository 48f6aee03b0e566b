package holotree.bench.prefetch;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadRequest;
import holotree.api.prefetch.ReadSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// Notes what a restore reads and how long it takes, and leaves the decisions to another policy.
/// Thread-safe.
final class RecordingPolicy implements PrefetchPolicy {

  private final PrefetchPolicy decides;
  private final AtomicReference<Recording> last = new AtomicReference<>();

  RecordingPolicy(PrefetchPolicy decides) {
    this.decides = decides;
  }

  @Override
  public String id() {
    return decides.id();
  }

  @Override
  public int rank() {
    return decides.rank();
  }

  @Override
  public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
    Recording recording = new Recording(plan, decides.schedule(plan, budget));
    last.set(recording);
    return recording;
  }

  /// What the last schedule saw.
  Recording last() {
    return last.get();
  }

  /// The times of one restore. Called by one thread at a time, like every schedule, and by whoever
  /// reads it after the restore.
  static final class Recording implements ReadSchedule {
    private final List<ReadRequest> requests = new ArrayList<>();
    private final ReadSchedule decides;
    private final long begun = System.nanoTime();
    private final long[] readNanos;
    private final long[] workNanos;
    private final Map<Thread, Long> workBegan = new HashMap<>();
    private final Map<Thread, Integer> workedOn = new HashMap<>();
    private int asked;
    private int until;

    Recording(ReadPlan plan, ReadSchedule decides) {
      // Copied, since the plan ends with its restore.
      for (int i = 0; i < plan.size(); i++) {
        requests.add(plan.request(i));
      }
      this.decides = decides;
      this.readNanos = new long[plan.size()];
      this.workNanos = new long[plan.size()];
    }

    @Override
    public int readAheadTo(int position) {
      Integer finished = workedOn.remove(Thread.currentThread());
      if (finished != null) {
        workNanos[finished] = System.nanoTime() - workBegan.get(Thread.currentThread());
      }
      int answer = decides.readAheadTo(position);
      until = Math.max(until, position + 1);
      asked += Math.max(0, answer - until);
      until = Math.max(until, answer);
      return answer;
    }

    @Override
    public void observe(int position, long nanos) {
      decides.observe(position, nanos);
      readNanos[position] = nanos;
      workedOn.put(Thread.currentThread(), position);
      workBegan.put(Thread.currentThread(), System.nanoTime());
    }

    /// How many requests were asked for ahead.
    int asked() {
      return asked;
    }

    /// The time spent in reads, nanoseconds.
    long readNanos() {
      long sum = 0;
      for (long each : readNanos) {
        sum += each;
      }
      return sum;
    }

    /// When the schedule was made, as by `System.nanoTime`.
    long begun() {
      return begun;
    }

    /// A trace of this restore, from a cold library, and of others of the same plan, from a warm
    /// one: of those the shortest times, since what else the machine does makes them longer.
    ReadTrace trace(String name, List<Recording> warm) {
      List<TracedRead> reads = new ArrayList<>();
      for (int i = 0; i < readNanos.length; i++) {
        long read = Long.MAX_VALUE;
        long work = Long.MAX_VALUE;
        for (Recording other : warm) {
          read = Math.min(read, other.readNanos[i]);
          work = Math.min(work, other.workNanos[i]);
        }
        reads.add(new TracedRead(requests.get(i), readNanos[i], read, work));
      }
      return new ReadTrace(name, reads);
    }
  }
}
