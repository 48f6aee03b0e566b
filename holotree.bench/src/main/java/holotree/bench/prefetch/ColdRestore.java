package holotree.bench.prefetch;

import com.sun.management.OperatingSystemMXBean;
import holotree.api.prefetch.PrefetchPolicy;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.engine.builtin.AdaptivePolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Restores a recording again and again, with one policy after the other in every round, and prints
/// what each took. The first restore, which warms the runtime up, is not counted.
///
/// Runs on the class path, since it reaches behind the engine's front desk.
public final class ColdRestore {

  private static final String SPACE = "measured";
  private static final int WARM_RUNS = 5;

  private final Path library;
  private final Path home;
  private final String recording;
  private final boolean cold;

  private ColdRestore(Path library, Path home, String recording, boolean cold) {
    this.library = library;
    this.home = home;
    this.recording = recording;
    this.cold = cold;
  }

  /// Arguments: `cold` or `warm`, the library, a home to restore to, the recording, the number of
  /// rounds, and the policies: `none`, `fixed-8`, `adaptive`. Or: `record`, library, home,
  /// recording, the tree to record. Or: `trace`, library, home, recording, the file to write.
  public static void main(String[] args) throws Exception {
    if (args.length < 5) {
      System.err.println(
          """
          usage: ColdRestore cold|warm LIBRARY HOME RECORDING ROUNDS POLICY...
                 ColdRestore record LIBRARY HOME RECORDING TREE
                 ColdRestore trace LIBRARY HOME RECORDING FILE\
          """);
      System.exit(2);
    }
    ColdRestore bench =
        new ColdRestore(Path.of(args[1]), Path.of(args[2]), args[3], !args[0].equals("warm"));
    if (args[0].equals("record")) {
      bench.record(Path.of(args[4]));
    } else if (args[0].equals("trace")) {
      bench.trace(Path.of(args[4]));
    } else {
      bench.compare(Integer.parseInt(args[4]), Arrays.asList(args).subList(5, args.length));
    }
  }

  /// The policy of this id: `none`, `adaptive`, or `fixed-` and a depth.
  static PrefetchPolicy policy(String id) {
    return switch (id) {
      case "none" -> new FixedDepthPolicy(0);
      case "adaptive" -> new AdaptivePolicy();
      default -> new FixedDepthPolicy(Integer.parseInt(id.substring("fixed-".length())));
    };
  }

  private void record(Path tree) {
    HolotreeOptions options = HolotreeOptions.defaults().withHome(home).withLibrary(library);
    try (Holotree holotree = Holotree.open(options)) {
      System.out.println(holotree.record(RecordRequest.of(tree).named(recording)));
    }
  }

  private void trace(Path file) throws IOException, InterruptedException {
    run("none", false);
    Run fromDisk = run("none", true);
    List<RecordingPolicy.Recording> fromMemory = new ArrayList<>();
    for (int i = 0; i < WARM_RUNS; i++) {
      fromMemory.add(run("none", false).seen);
    }
    ReadTrace trace = fromDisk.seen.trace(recording, fromMemory);
    trace.write(Files.newOutputStream(file));
    System.out.printf("%s: %d reads%n", file, trace.size());
  }

  private void compare(int rounds, List<String> policies) throws IOException, InterruptedException {
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    policies.forEach(id -> runs.put(id, new ArrayList<>()));
    run(policies.getFirst(), false);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < policies.size(); i++) {
        String id = policies.get((i + round) % policies.size());
        runs.get(id).add(run(id, cold));
      }
    }
    System.out.printf(
        "%-10s %10s %10s %10s %10s %8s %8s%n",
        "policy", "median ms", "frames ms", "cpu ms", "reads ms", "asked", "ratio");
    List<Run> first = runs.get(policies.getFirst());
    runs.forEach((id, each) ->
        System.out.printf(
            Locale.ROOT,
            "%-10s %10.1f %10.1f %10.1f %10.1f %8d %8.3f%n",
            id,
            median(each.stream().mapToDouble(Run::millis).toArray()),
            median(each.stream().mapToDouble(Run::framesMillis).toArray()),
            median(each.stream().mapToDouble(Run::cpuMillis).toArray()),
            median(each.stream().mapToDouble(run -> run.seen.readNanos() / 1e6).toArray()),
            (int) median(each.stream().mapToDouble(run -> run.seen.asked()).toArray()),
            median(ratios(each, first))));
  }

  private static double[] ratios(List<Run> runs, List<Run> first) {
    double[] ratios = new double[runs.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = runs.get(i).framesMillis / first.get(i).framesMillis;
    }
    return ratios;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private Run run(String id, boolean fromDisk) throws IOException, InterruptedException {
    RecordingPolicy policy = new RecordingPolicy(policy(id));
    ChosenPolicy.choose(policy);
    System.gc();
    if (fromDisk) {
      new PageCache(library).drop();
    }
    HolotreeOptions options = HolotreeOptions.defaults().withHome(home).withLibrary(library);
    try (Holotree holotree = Holotree.open(options)) {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      long began = System.nanoTime();
      holotree.restore(RestoreRequest.of(recording).space(SPACE));
      long nanos = System.nanoTime() - began;
      cpu = system.getProcessCpuTime() - cpu;
      holotree.delete(new Target.Space(SPACE));
      RecordingPolicy.Recording seen = policy.last();
      return new Run(nanos / 1e6, cpu / 1e6, (began + nanos - seen.begun()) / 1e6, seen);
    }
  }

  /// @param framesMillis the part of it that a policy can make shorter: from its schedule to the
  ///   end
  private record Run(
      double millis, double cpuMillis, double framesMillis, RecordingPolicy.Recording seen) {}
}
