package holotree.bench;

import holotree.api.Digest;
import holotree.engine.format.Hasher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

/// SHA-256 of native memory, as contents are digested and verified: MiB/s on one thread.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashBenchmark {

  /// Length of what is digested, bytes.
  @Param({"4096", "65536", "1048576", "4194304"})
  public int bytes;

  private final Hasher hasher = new Hasher();
  private MemorySegment content;

  @Setup(Level.Trial)
  public void fill() {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    content = Arena.ofAuto().allocate(bytes, 64).copyFrom(MemorySegment.ofArray(noise));
  }

  @Benchmark
  public Digest sha256(Volume volume) {
    volume.add(bytes);
    return hasher.digest(content);
  }
}
