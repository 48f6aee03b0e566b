package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A verified restore by copy, against unpacking, copying, and other stores.
final class RestoreByCopy implements Work {

  private static final String TITLE = "restore, copy";

  @Override
  public String id() {
    return "copy";
  }

  @Override
  public double treesWritten(int rounds) {
    return 6.0 * rounds + 2;
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    Path home = bench.stores().home();
    Contender ours =
        Contender.ours(round -> bench.image().restoreByCopy(home, target(bench, round)));
    List<Peer> peers = new ArrayList<>();
    peers.add(Peer.of(restoring(bench, new TarZstd(1)), Bars.COPY_TO_TAR));
    peers.add(
        Peer.of(
            Contender.of(
                "cp -a",
                round ->
                    Command.of(
                        "cp",
                        "-a",
                        bench.source().root(),
                        bench.workplace().path("copy-cp-" + round))),
            Bars.COPY_TO_CP));
    for (Archiver archiver : List.of(new Casync(), new Ostree("archive"), new Restic())) {
      peers.add(Peer.of(restoring(bench, archiver)));
    }
    List<Row> rows = bench.compare(TITLE, ours, peers);
    if (!rows.getFirst().ours().isEmpty()) {
      bench.check(TITLE, target(bench, 0));
    }
    return rows;
  }

  private static Path target(Bench bench, int round) {
    return bench.workplace().path("copy-holotree-" + round);
  }

  private static Contender restoring(Bench bench, Archiver archiver) {
    String name = archiver.restoreTitle();
    if (!bench.tools().has(archiver.tool())) {
      return Contender.absent(name, Toolbox.missing(archiver.tool()));
    }
    try {
      Path store = bench.stores().of(archiver);
      return Contender.of(
          name,
          round ->
              archiver.restore(
                  store, bench.workplace().directory("copy-" + archiver.tool() + "-" + round)));
    } catch (BenchException e) {
      return Contender.absent(name, e.what());
    }
  }
}
