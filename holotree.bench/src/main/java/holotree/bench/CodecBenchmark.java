package holotree.bench;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.api.codec.FrameEncoder;
import holotree.engine.discovery.Providers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Encoding and decoding frames of 1 MiB, one after the other on one thread: MiB/s of plain bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CodecBenchmark {

  private static final int FRAME = 1 << 20;
  private static final int FRAMES = 8;

  /// A codec's id, and its level where it has several.
  @Param({"stored", "zstd-1", "zstd-3", "zstd-6", "zstd-9"})
  public String codec;

  /// What the frames hold: see [Sample#of].
  @Param({"text", "binary"})
  public String data;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment[] plain = new MemorySegment[FRAMES];
  private final MemorySegment[] encoded = new MemorySegment[FRAMES];
  private MemorySegment room;
  private FrameEncoder encoder;
  private FrameDecoder decoder;
  private int next;

  @Setup(Level.Trial)
  public void encodeAll() throws IOException {
    String[] parts = codec.split("-", 2);
    FrameCodec provider =
        Providers.installed().codec(new CodecId(parts[0]), "The benchmark of " + codec);
    int level = parts.length == 2 ? Integer.parseInt(parts[1]) : provider.defaultLevel();
    encoder = provider.encoder(level);
    decoder = provider.decoder();
    room = arena.allocate(provider.maxEncodedLength(FRAME), 64);
    MemorySegment sample = MemorySegment.ofArray(Sample.of(data, FRAMES * FRAME));
    for (int i = 0; i < FRAMES; i++) {
      plain[i] = arena.allocate(FRAME, 64).copyFrom(sample.asSlice((long) i * FRAME, FRAME));
      long length = encoder.encode(plain[i], room);
      encoded[i] = arena.allocate(length, 64).copyFrom(room.asSlice(0, length));
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    encoder.close();
    decoder.close();
  }

  @Benchmark
  public long encode(Volume volume, Encoded written) {
    int frame = next++ & (FRAMES - 1);
    long length = encoder.encode(plain[frame], room);
    volume.add(FRAME);
    written.encodedMebibytes += length / (double) FRAME;
    return length;
  }

  @Benchmark
  public MemorySegment decode(Volume volume) throws DamagedFrame {
    MemorySegment into = room.asSlice(0, FRAME);
    decoder.decode(encoded[next++ & (FRAMES - 1)], into);
    volume.add(FRAME);
    return into;
  }

  /// What came out, beside what went in.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Encoded {

    /// Bytes in units of 1,048,576.
    public double encodedMebibytes;
  }
}
