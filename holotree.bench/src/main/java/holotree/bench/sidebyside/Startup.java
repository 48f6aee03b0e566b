package holotree.bench.sidebyside;

import java.util.List;
import java.util.Optional;

/// Starting up: `holotree version` against the same runtime's `java -version`.
final class Startup implements Work {

  /// Starts in one measurement: starting the clock, some 2 ms, would count for one alone.
  private static final int STARTS = 10;

  private static final String TITLE = "start";

  @Override
  public String id() {
    return "start";
  }

  @Override
  public double treesWritten(int rounds) {
    return 0;
  }

  @Override
  public List<Row> measure(Bench bench) {
    List<Runs> runs =
        bench.measure(
            TITLE,
            List.of(
                Contender.ours(round -> repeated(bench.image().version())),
                Contender.of(
                    "java -version of the image", round -> repeated(bench.image().javaVersion()))));
    Runs ours = runs.getFirst();
    Runs java = runs.getLast();
    return List.of(
        Row.of(
            TITLE,
            Unit.SECONDS,
            ours,
            each(ours),
            java,
            each(java),
            Optional.of(Bars.START_TO_JAVA),
            "means of " + STARTS + " in a row"));
  }

  private static Command repeated(Command command) {
    return command.under(
        Command.shell(
            "i=0; while [ $i -lt "
                + STARTS
                + " ]; do \"$@\" >/dev/null 2>&1 || exit; i=$((i + 1)); done"));
  }

  private static Series each(Runs runs) {
    return runs.wall().map(wall -> wall / STARTS);
  }
}
