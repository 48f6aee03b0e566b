package holotree.bench.prefetch;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.engine.builtin.AdaptivePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Replays recorded traces against policies and devices, and prints what each policy would have
/// taken.
public final class PolicySimulator {

  private static final int WORKERS = 2;

  /// The rivals, and the policy that is to beat them.
  static final List<PrefetchPolicy> POLICIES =
      List.of(
          new FixedDepthPolicy(0),
          new FixedDepthPolicy(2),
          new FixedDepthPolicy(4),
          new FixedDepthPolicy(8),
          new FixedDepthPolicy(16),
          new AdaptivePolicy());

  private PolicySimulator() {}

  /// Arguments: files of traces.
  public static void main(String[] args) throws IOException {
    List<ReadTrace> traces = new ArrayList<>();
    for (String file : args) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        traces.add(ReadTrace.read(Path.of(file).getFileName().toString(), in));
      }
    }
    System.out.printf(
        "%-18s %-20s %-9s %9s %7s %6s %6s %9s%n",
        "trace", "from", "policy", "ms", "ratio", "asked", "hits", "vain KiB");
    for (ReadTrace trace : traces) {
      for (Scenario scenario : Scenario.ALL) {
        print(trace, scenario);
      }
    }
  }

  private static void print(ReadTrace trace, Scenario scenario) {
    double none = 0;
    for (PrefetchPolicy policy : POLICIES) {
      SimulatedRestore.Outcome outcome = simulate(trace, scenario, policy);
      none = none == 0 ? outcome.nanos() : none;
      System.out.printf(
          Locale.ROOT,
          "%-18s %-20s %-9s %9.1f %7.3f %6d %5.0f%% %9d%n",
          trace.name(),
          scenario.name(),
          policy.id(),
          outcome.nanos() / 1e6,
          outcome.nanos() / none,
          outcome.asked(),
          100.0 * outcome.hits() / trace.size(),
          outcome.bytesInVain() >> 10);
    }
  }

  /// What comes of a policy.
  static SimulatedRestore.Outcome simulate(
      ReadTrace trace, Scenario scenario, PrefetchPolicy policy) {
    return new SimulatedRestore(trace, scenario.device(), policy, WORKERS, scenario.inMemory())
        .run();
  }
}
