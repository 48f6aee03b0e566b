package holotree.bench.sidebyside;

import holotree.bench.sidebyside.HolotreeImage.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// A verified restore that shares files or blocks with the filled pool, against `cp` doing the same
/// with the source, unverified.
final class RestoreFromPool implements Work {

  private final String title;
  private final Placement placement;
  private final Function<Bench, List<Peer>> peers;

  private RestoreFromPool(String title, Placement placement, Function<Bench, List<Peer>> peers) {
    this.title = title;
    this.placement = placement;
    this.peers = peers;
  }

  static RestoreFromPool byHardLink() {
    return new RestoreFromPool(
        "restore, hard link",
        Placement.HARDLINK,
        bench ->
            List.of(
                Peer.of(cp(bench, "-al"), Bars.hardLinkToCp(bench.source())),
                Peer.of(ostree(bench))));
  }

  static RestoreFromPool byReflink() {
    return new RestoreFromPool(
        "restore, reflink",
        Placement.REFLINK,
        bench -> List.of(Peer.of(cp(bench, "-a", "--reflink=always"), Bars.REFLINK_TO_CP)));
  }

  @Override
  public String id() {
    return placement.title();
  }

  @Override
  public double treesWritten(int rounds) {
    return 0.4 * rounds + 3;
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    if (placement == Placement.REFLINK && !bench.fileSystem().reflinks()) {
      return List.of();
    }
    if (!bench.image().offers(placement)) {
      return List.of(Row.missing(title, "not offered by this image"));
    }
    Path home = bench.stores().home();
    bench.processes().require(bench.image().restore(home, target(bench, "fill"), placement));
    Contender ours =
        Contender.ours(round -> bench.image().restore(home, target(bench, "" + round), placement));
    List<Row> rows = bench.compare(title, ours, peers.apply(bench));
    if (!rows.getFirst().ours().isEmpty()) {
      bench.check(title, target(bench, "0"));
    }
    return rows;
  }

  private Path target(Bench bench, String round) {
    return bench.workplace().path(id() + "-holotree-" + round);
  }

  private static Contender cp(Bench bench, String... options) {
    return Contender.of(
        "cp " + String.join(" ", options),
        round ->
            Command.of("cp")
                .and((Object[]) options)
                .and(
                    bench.source().root(),
                    bench.workplace().path("cp" + String.join("", options) + "-" + round)));
  }

  private static Contender ostree(Bench bench) {
    Ostree ostree = new Ostree("bare-user");
    String name = "ostree checkout -U -H";
    if (!bench.tools().has(ostree.tool())) {
      return Contender.absent(name, Toolbox.missing(ostree.tool()));
    }
    try {
      Path store = bench.stores().of(ostree);
      return Contender.of(
          name, round -> ostree.link(store, bench.workplace().directory("ostree-link-" + round)));
    } catch (BenchException e) {
      return Contender.absent(name, e.what());
    }
  }
}
