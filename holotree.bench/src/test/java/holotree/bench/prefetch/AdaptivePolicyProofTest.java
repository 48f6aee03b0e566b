package holotree.bench.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.builtin.AdaptivePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Why `adaptive` is the built-in policy: on every recorded trace, wherever its bytes come from, it
/// is as good as the best of its rivals. The times are simulated, so the result is the same every
/// time.
class AdaptivePolicyProofTest {

  private static final double AS_GOOD = 1.01;

  @ParameterizedTest
  @ValueSource(strings = {"one-pack", "scattered", "small-files"})
  void adaptive_losesToNoRival(String name) throws IOException {
    ReadTrace trace = trace(name);
    for (Scenario scenario : Scenario.ALL) {
      long adaptive = PolicySimulator.simulate(trace, scenario, new AdaptivePolicy()).nanos();
      for (int depth : new int[] {0, 2, 4, 8, 16}) {
        FixedDepthPolicy rival = new FixedDepthPolicy(depth);
        assertThat((double) adaptive)
            .as("%s from %s, against %s", name, scenario.name(), rival.id())
            .isLessThanOrEqualTo(
                PolicySimulator.simulate(trace, scenario, rival).nanos() * AS_GOOD);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-pack", "scattered"})
  void pageCache_isLeftAloneAfterTheFirstSixteen(String name) throws IOException {
    assertThat(
            PolicySimulator.simulate(trace(name), Scenario.ALL.getFirst(), new AdaptivePolicy())
                .asked())
        .isLessThanOrEqualTo(16);
  }

  private static ReadTrace trace(String name) throws IOException {
    try (InputStream in = AdaptivePolicyProofTest.class.getResourceAsStream(name + ".trace.gz")) {
      return ReadTrace.read(name, Objects.requireNonNull(in));
    }
  }
}
