package holotree.bench;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadRequest;
import holotree.api.prefetch.ReadSchedule;
import holotree.engine.discovery.Providers;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a prefetch policy itself costs for each frame: a question and an observation. The schedule is
/// renewed after each plan, as in a restore. What it saves is another matter, see
/// `holotree.bench.prefetch`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrefetchBenchmark {

  private static final int FRAMES = 4096;
  private static final int MEMORY_NANOS = 200_000;
  private static final int DISK_NANOS = 4_000_000;

  /// The policy's id.
  @Param({"adaptive"})
  public String policy;

  private final ReadBudget budget = new ReadBudget(ReadBudget.MAX_REQUESTS, 32L << 20);
  private final long[] nanos = new long[FRAMES];
  private ReadPlan plan;
  private PrefetchPolicy measured;
  private ReadSchedule schedule;
  private int position;

  @Setup(Level.Trial)
  public void plan() {
    Random random = new Random(4);
    ReadRequest[] requests = new ReadRequest[FRAMES];
    long offset = 0;
    for (int i = 0; i < FRAMES; i++) {
      int length = 100_000 + random.nextInt(400_000);
      requests[i] = new ReadRequest(i / 1024, offset, length);
      // Every fifth frame or so is not needed, as where a part of a library is restored.
      offset += length + (random.nextInt(5) == 0 ? 300_000 : 0);
      nanos[i] = random.nextInt(8) == 0 ? DISK_NANOS : MEMORY_NANOS;
    }
    plan = new Requests(requests);
    measured =
        Providers.installed().policies().stream()
            .filter(each -> each.id().equals(policy))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no policy " + policy + " is installed"));
    schedule = measured.schedule(plan, budget);
  }

  @Benchmark
  public int frame() {
    if (position == FRAMES) {
      position = 0;
      schedule = measured.schedule(plan, budget);
    }
    int until = schedule.readAheadTo(position);
    schedule.observe(position, nanos[position]);
    position++;
    return until;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Requests(ReadRequest[] requests) implements ReadPlan {

    @Override
    public int size() {
      return requests.length;
    }

    @Override
    public ReadRequest request(int index) {
      return requests[index];
    }
  }
}
