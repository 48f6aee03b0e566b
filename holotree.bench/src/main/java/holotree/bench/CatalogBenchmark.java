package holotree.bench;

import holotree.api.Catalog;
import holotree.engine.format.CatalogFormat;
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

/// A catalog to its canonical bytes and back, every rule checked.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CatalogBenchmark {

  /// Files, directories and symlinks in the catalog.
  @Param({"10000", "200000"})
  public int entries;

  private Catalog catalog;
  private byte[] body;

  @Setup(Level.Trial)
  public void build() {
    catalog = SampleCatalog.of(entries);
    body = CatalogFormat.encode(catalog);
  }

  @Benchmark
  public byte[] encode() {
    return CatalogFormat.encode(catalog);
  }

  @Benchmark
  public Catalog decode() {
    return CatalogFormat.decode(body, "the benchmark's catalog");
  }
}
