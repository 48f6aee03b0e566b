package holotree.bench;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.bench.prefetch.ChosenPolicy;
import holotree.engine.discovery.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Benchmarks run, whatever they measure.
class BenchmarksTest {

  static Stream<String> benchmarkClasses() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(BenchmarkListEntry::getUserClassQName)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("benchmarkClasses")
  void everyBenchmark_runs(String benchmarkClass) throws RunnerException {
    assertThat(
            new Runner(
                    new OptionsBuilder()
                        .include("^" + benchmarkClass.replace(".", "\\.") + "\\.")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        // The least of what a class is measured with; others ignore them.
                        .param("bytes", "4096")
                        .param("codec", "stored", "zstd-1")
                        .param("data", "text")
                        .param("entries", "1000")
                        .param("files", "100")
                        .param("workers", "2")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run())
        .isNotEmpty();
  }

  @Test
  void everyClassNamedBenchmark_isInTheList() throws IOException {
    Path classes = Path.of("target/classes");
    try (Stream<Path> paths = Files.walk(classes)) {
      assertThat(paths.map(path -> classes.relativize(path).toString()))
          .filteredOn(name -> name.matches(".*[/\\\\]\\w+Benchmark\\.class"))
          .hasSizeGreaterThanOrEqualTo(7)
          .map(name -> name.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
          .containsExactlyInAnyOrderElementsOf(benchmarkClasses().toList());
    }
  }

  @Test
  void everyInstalledPolicy_isMeasured() throws NoSuchFieldException {
    assertThat(PrefetchBenchmark.class.getField("policy").getAnnotation(Param.class).value())
        .as("the ids at PrefetchBenchmark.policy")
        .containsExactlyInAnyOrderElementsOf(
            Providers.installed().policies().stream()
                .map(PrefetchPolicy::id)
                .filter(id -> !id.equals(new ChosenPolicy().id()))
                .toList());
  }
}
