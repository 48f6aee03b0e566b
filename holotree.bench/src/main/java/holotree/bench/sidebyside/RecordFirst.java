package holotree.bench.sidebyside;

import java.util.ArrayList;
import java.util.List;

/// A recording into a new library, against other stores.
final class RecordFirst implements Work {

  @Override
  public String id() {
    return "record";
  }

  @Override
  public double treesWritten(int rounds) {
    return 3.0 * rounds;
  }

  @Override
  public List<Row> measure(Bench bench) {
    Contender ours =
        Contender.ours(round ->
            bench
                .image()
                .record(bench.source().root(), bench.workplace().path("record-home-" + round)));
    List<Peer> peers = new ArrayList<>();
    peers.add(Peer.of(recording(bench, new TarZstd(0)), Bars.RECORD_TO_TAR));
    for (Archiver archiver : List.of(new Casync(), new Ostree("archive"), new Restic())) {
      peers.add(Peer.of(recording(bench, archiver)));
    }
    return bench.compare("record, new library", ours, peers);
  }

  private static Contender recording(Bench bench, Archiver archiver) {
    String name = archiver.recordTitle();
    return bench.tools().has(archiver.tool())
        ? Contender.of(
            name,
            round ->
                archiver.record(
                    bench.source().root(),
                    bench.stores().empty(archiver, "record-" + archiver.tool() + "-" + round)))
        : Contender.absent(name, Toolbox.missing(archiver.tool()));
  }
}
