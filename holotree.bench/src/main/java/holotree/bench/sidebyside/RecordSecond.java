package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A recording of a second tree that is 95% the same, against the first one: time, and what it adds
/// to the library.
final class RecordSecond implements Work {

  private static final String TITLE = "record, 95% there";
  private static final String GROWTH = "library growth by it";

  @Override
  public String id() {
    return "second";
  }

  @Override
  public double treesWritten(int rounds) {
    return 0.7 * rounds + 2;
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    Path source = bench.source().root();
    Path second = bench.workplace().path("second-tree");
    // A change in place must not reach the source through a link within the tree.
    bench.processes().require(Command.of("cp", "-a", "--no-preserve=links", source, second));
    ChangedTree changed = ChangedTree.change(second);
    List<Row> rows = new ArrayList<>();
    rows.add(times(bench, source, second));
    rows.addAll(growth(bench, source, second, changed));
    return rows;
  }

  private static Row times(Bench bench, Path source, Path second) {
    List<Runs> runs =
        bench.measure(
            TITLE,
            List.of(
                Contender.of(
                    "first record", round -> bench.image().record(source, home(bench, "" + round))),
                Contender.ours(round -> bench.image().record(second, home(bench, "" + round)))));
    return Row.ofTimes(
        TITLE, runs.getLast(), runs.getFirst(), Optional.of(Bars.SECOND_RECORD_TO_FIRST));
  }

  private static List<Row> growth(Bench bench, Path source, Path second, ChangedTree changed)
      throws IOException {
    Path home = home(bench, "growth");
    bench.processes().require(bench.image().record(source, home));
    long before = Workplace.bytes(HolotreeImage.library(home));
    bench.processes().require(bench.image().record(second, home));
    long grown = Workplace.bytes(HolotreeImage.library(home)) - before;
    String note =
        String.format(
            Locale.ROOT,
            "%,d of %,d files changed",
            changed.files().size(),
            bench.source().files());
    Row plain =
        Row.ofFigures(
            GROWTH,
            Unit.BYTES,
            grown,
            "changed bytes",
            changed.bytes(),
            Optional.of(Bars.GROWTH_TO_CHANGED_BYTES),
            note);
    if (!bench.tools().has("zstd")) {
      return List.of(plain);
    }
    return List.of(
        plain,
        Row.ofFigures(
            GROWTH,
            Unit.BYTES,
            grown,
            "changed files, tar | zstd -3",
            packed(bench, second, changed),
            Optional.empty(),
            "a catalog of the whole tree is in it"));
  }

  private static Path home(Bench bench, String round) {
    return bench.workplace().path("second-home-" + round);
  }

  private static long packed(Bench bench, Path second, ChangedTree changed) throws IOException {
    Path names = bench.workplace().path("changed-names");
    Path file = bench.workplace().path("changed.tar.zst");
    Files.writeString(
        names, changed.files().stream().map(Path::toString).collect(Collectors.joining("\0")));
    bench
        .processes()
        .require(
            Command.shell(
                "tar -C \"$1\" --null -T \"$2\" -cf - | zstd -q -3 -o \"$3\"",
                second,
                names,
                file));
    return Files.size(file);
  }
}
