package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All chosen works on one tree and one file system.
final class Comparison {

  private final List<Work> works;
  private final int rounds;
  private final HolotreeImage image;
  private final Toolbox tools;
  private final Processes processes;
  private final Stopwatch stopwatch;
  private final RawLog raw;

  Comparison(
      List<Work> works,
      int rounds,
      HolotreeImage image,
      Toolbox tools,
      Processes processes,
      Stopwatch stopwatch,
      RawLog raw) {
    this.works = List.copyOf(works);
    this.rounds = rounds;
    this.image = image;
    this.tools = tools;
    this.processes = processes;
    this.stopwatch = stopwatch;
    this.raw = raw;
  }

  /// How often the tree is written, its copy and its library included.
  double treesWritten() {
    return 1.6 + works.stream().mapToDouble(work -> work.treesWritten(rounds)).sum();
  }

  /// Copies `tree` onto `fileSystem`, which also reads it into the page cache, and measures.
  ///
  /// @throws BenchException if a process that must succeed fails, or a restored tree is wrong
  List<Row> run(SourceTree tree, FileSystemUnderTest fileSystem) throws IOException {
    Path copy = fileSystem.root().resolve("source");
    processes.require(Command.of("cp", "-a", tree.root(), copy));
    Rounds turns =
        new Rounds(
            rounds,
            stopwatch,
            fileSystem::settle,
            (work, contender, round, measurement, command) ->
                raw.add(
                    tree.name(), fileSystem.name(), work, contender, round, measurement, command));
    Bench bench = new Bench(fileSystem, tree.at(copy), image, tools, processes, turns);
    List<Row> rows = new ArrayList<>();
    for (Work work : works) {
      rows.addAll(work.measure(bench));
    }
    rows.addAll(bench.memory());
    return rows;
  }
}
