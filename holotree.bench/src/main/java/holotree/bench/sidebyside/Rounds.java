package holotree.bench.sidebyside;

import java.util.ArrayList;
import java.util.List;

/// Lets contenders take turns: A, B, C, A, B, C. What failed once is not run again.
final class Rounds {

  /// Where each single run goes.
  interface Log {
    void add(String work, String contender, int round, Measurement measurement, Command command);
  }

  private final int rounds;
  private final Stopwatch stopwatch;
  private final Runnable settle;
  private final Log log;

  /// @param settle called before each run and not counted: gets earlier writes out of the way
  Rounds(int rounds, Stopwatch stopwatch, Runnable settle, Log log) {
    this.rounds = rounds;
    this.stopwatch = stopwatch;
    this.settle = settle;
    this.log = log;
  }

  /// Measures `contenders` in turns; the runs are in their order.
  List<Runs> measure(String work, List<Contender> contenders) {
    List<Runs> all = new ArrayList<>(contenders.stream().map(Rounds::none).toList());
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        if (all.get(i).succeeded()) {
          all.set(i, all.get(i).and(run(work, contenders.get(i), round)));
        }
      }
    }
    return List.copyOf(all);
  }

  private static Runs none(Contender contender) {
    return new Runs(contender.name(), List.of(), contender.absent());
  }

  private Measurement run(String work, Contender contender, int round) {
    Command command = contender.command().apply(round);
    settle.run();
    Measurement measurement = stopwatch.measure(command);
    log.add(work, contender.name(), round, measurement, command);
    return measurement;
  }
}
