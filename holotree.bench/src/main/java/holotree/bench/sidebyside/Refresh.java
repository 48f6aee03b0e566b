package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A restore onto a space that already is what it should be, net of starting up, against `find`
/// looking at each entry.
final class Refresh implements Work {

  private static final String TITLE = "refresh, clean space";

  @Override
  public String id() {
    return "refresh";
  }

  @Override
  public double treesWritten(int rounds) {
    return 1;
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    Path home = bench.stores().home();
    Path space = bench.workplace().path("refresh");
    Command restore = bench.image().restoreByCopy(home, space);
    bench.processes().require(restore);
    List<Runs> runs =
        bench.measure(
            TITLE,
            List.of(
                Contender.ours(round -> restore),
                Contender.of(
                    "find -printf '%s %T@ %m'",
                    round -> Command.of("find", space, "-printf", "%s %T@ %m\\n")),
                Contender.of("holotree version", round -> bench.image().version())));
    Runs refresh = runs.getFirst();
    Runs find = runs.get(1);
    Runs version = runs.getLast();
    if (!refresh.succeeded() || !version.succeeded()) {
      return List.of(Row.ofTimes(TITLE, refresh, find, Optional.empty()));
    }
    bench.check(TITLE, space);
    double start = version.wall().median();
    return List.of(
        Row.of(
            TITLE + ", net",
            Unit.SECONDS,
            refresh,
            refresh.wall().map(wall -> wall - start),
            find,
            find.wall(),
            Optional.of(Bars.REFRESH_TO_FIND),
            "less the " + Unit.SECONDS.format(start) + " of `holotree version`; CPU is not net"));
  }
}
