package holotree.bench;

import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// A buffer for 256 KiB of content: borrowed from the engine's pool, which checks its size when it comes
/// back, or allocated each time. Run with `-prof gc`; with `-t 2` the threads share the pool.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BufferPoolBenchmark {

  private static final int BYTES = 256 << 10;

  private SlabPool pool;

  @Setup(Level.Trial)
  public void open() {
    pool = new SlabPool(SlabPool.BUDGET);
  }

  @TearDown(Level.Trial)
  public void close() {
    pool.close();
  }

  @Benchmark
  public void pooled(Blackhole use) throws InterruptedException {
    Slab slab = pool.acquire(BYTES);
    use.consume(slab.bytes());
    pool.release(slab);
  }

  /// Native memory, cleared, for one thread.
  @Benchmark
  public void allocatedNative(Blackhole use) {
    try (Arena arena = Arena.ofConfined()) {
      use.consume(arena.allocate(BYTES));
    }
  }

  /// The same for threads that hand it on to each other, as they do with slabs.
  @Benchmark
  public void allocatedNativeShared(Blackhole use) {
    try (Arena arena = Arena.ofShared()) {
      use.consume(arena.allocate(BYTES));
    }
  }

  @Benchmark
  public byte[] allocatedOnTheHeap() {
    return new byte[BYTES];
  }
}
