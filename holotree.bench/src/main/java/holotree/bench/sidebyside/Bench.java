package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the works share on one tree and file system: where they write, what they run, and what they
/// measured.
final class Bench {

  private static final int SHOWN_DIFFERENCES = 10;

  private final FileSystemUnderTest fileSystem;
  private final SourceTree source;
  private final HolotreeImage image;
  private final Toolbox tools;
  private final Processes processes;
  private final Rounds rounds;
  private final Workplace workplace;
  private final Stores stores;
  private final List<Row> memory = new ArrayList<>();

  /// @param source on the file system itself, so that it can be linked and cloned
  Bench(
      FileSystemUnderTest fileSystem,
      SourceTree source,
      HolotreeImage image,
      Toolbox tools,
      Processes processes,
      Rounds rounds) {
    this.fileSystem = fileSystem;
    this.source = source;
    this.image = image;
    this.tools = tools;
    this.processes = processes;
    this.rounds = rounds;
    this.workplace = new Workplace(fileSystem.root());
    this.stores = new Stores(workplace, processes, image, source.root());
  }

  FileSystemUnderTest fileSystem() {
    return fileSystem;
  }

  SourceTree source() {
    return source;
  }

  HolotreeImage image() {
    return image;
  }

  Toolbox tools() {
    return tools;
  }

  Processes processes() {
    return processes;
  }

  Workplace workplace() {
    return workplace;
  }

  Stores stores() {
    return stores;
  }

  /// Wall times of `ours` against each of `peers`, measured in turns.
  List<Row> compare(String work, Contender ours, List<Peer> peers) {
    List<Contender> contenders = new ArrayList<>(List.of(ours));
    peers.forEach(peer -> contenders.add(peer.contender()));
    List<Runs> runs = measure(work, contenders);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      rows.add(Row.ofTimes(work, runs.getFirst(), runs.get(i + 1), peers.get(i).bar()));
    }
    return rows;
  }

  /// Measures `contenders` in turns, and keeps what memory Holotree needed.
  List<Runs> measure(String work, List<Contender> contenders) {
    List<Runs> all = rounds.measure(work, contenders);
    for (Runs runs : all) {
      if (runs.name().equals(Contender.OURS) && runs.succeeded()) {
        memory.add(memoryRow(work, runs, all));
      }
    }
    return all;
  }

  /// Peak memory of every work so far.
  List<Row> memory() {
    return List.copyOf(memory);
  }

  /// Compares what a restore made with the source.
  ///
  /// @throws BenchException if it is not the same
  void check(String work, Path restored) throws IOException {
    List<String> differences = TreeDifferences.between(source.root(), restored);
    if (!differences.isEmpty()) {
      throw new BenchException(
          "WRONG: what \""
              + work
              + "\" restored is not the tree that was recorded; "
              + differences.size()
              + " differences, the first:\n  "
              + String.join("\n  ", differences.stream().limit(SHOWN_DIFFERENCES).toList()));
    }
  }

  private static Row memoryRow(String work, Runs ours, List<Runs> all) {
    List<String> others = new ArrayList<>();
    for (Runs runs : all) {
      if (!runs.name().equals(ours.name()) && runs.succeeded()) {
        others.add(runs.name() + " " + Unit.BYTES.format(runs.peak().max()));
      }
    }
    return Row.alone(
        "peak memory: " + work,
        Unit.BYTES,
        Series.of(ours.peak().max()),
        Bars.PEAK_MEMORY,
        String.join(", ", others));
  }
}
