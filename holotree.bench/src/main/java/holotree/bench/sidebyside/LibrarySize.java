package holotree.bench.sidebyside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the library takes for the tree, against other stores; bytes of files, not blocks.
final class LibrarySize implements Work {

  private static final String TITLE = "library size";

  @Override
  public String id() {
    return "size";
  }

  @Override
  public double treesWritten(int rounds) {
    return 3;
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    long ours = Workplace.bytes(HolotreeImage.library(bench.stores().home()));
    List<Row> rows = new ArrayList<>();
    rows.add(row(bench, ours, new TarZstd(1), Optional.of(Bars.LIBRARY_TO_TAR)));
    for (Archiver archiver : List.of(new Casync(), new Ostree("archive"), new Restic())) {
      rows.add(row(bench, ours, archiver, Optional.empty()));
    }
    return rows;
  }

  private static Row row(Bench bench, long ours, Archiver archiver, Optional<Bar> bar)
      throws IOException {
    String peer = archiver.recordTitle();
    if (!bench.tools().has(archiver.tool())) {
      return Row.missing(TITLE, peer + ": " + Toolbox.missing(archiver.tool()));
    }
    try {
      long theirs = Workplace.bytes(bench.stores().of(archiver));
      return Row.ofFigures(TITLE, Unit.BYTES, ours, peer, theirs, bar, "");
    } catch (BenchException e) {
      return Row.missing(TITLE, peer + ": " + e.what());
    }
  }
}
