package holotree.bench.sidebyside;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// The results as `results.md` and one picture for each tree and file system, written as they come.
final class Report {

  private static final String HOW =
      """

      Every figure is of a whole cold process, warm page cache; medians, with the least and the most \
      in brackets. `ratio` is Holotree's median over the peer's and is what the bar is held against; \
      `of pairs` is the median of the ratios round by round; `CPU` is the ratio of user and system \
      time. Holotree verifies every byte; `tar` and `cp` verify none.
      """;

  private final Path directory;
  private final Path markdown;
  private final PrintStream out;

  /// @param directory exists
  Report(Path directory, PrintStream out) {
    this.directory = directory;
    this.markdown = directory.resolve("results.md");
    this.out = out;
  }

  /// Writes the header, over whatever was there.
  void begin(Map<String, String> machine) throws IOException {
    Files.writeString(markdown, "");
    StringBuilder header = new StringBuilder("# Side by side\n\n| | |\n|---|---|\n");
    machine.forEach((name, value) ->
        header
            .append("| ")
            .append(name)
            .append(" | ")
            .append(value.replace("|", "\\|"))
            .append(" |\n"));
    add(header + HOW);
  }

  /// Adds the results of one tree on one file system.
  void add(SourceTree tree, String fileSystem, int rounds, List<Row> rows) throws IOException {
    String title = tree.name() + " on " + fileSystem;
    String picture = tree.name() + "-" + fileSystem + ".svg";
    String what = tree.description() + "; " + rounds + (rounds == 1 ? " round" : " rounds");
    Files.writeString(
        directory.resolve(picture), new SvgChart("Holotree, " + title, what, rows).svg());
    String small =
        Bars.areMeantFor(tree)
            ? ""
            : "The bars are meant for trees of 10,000 files and 300 MB or more; this one is"
                + " smaller, and starting up counts for much.\n\n";
    add(
        "\n## "
            + title
            + "\n\n"
            + what
            + "\n\n"
            + small
            + new Table(rows).markdown()
            + "\n!["
            + title
            + "]("
            + picture.replace(" ", "%20")
            + ")\n");
  }

  private void add(String text) throws IOException {
    out.print(text);
    out.flush();
    Files.writeString(markdown, text, StandardOpenOption.APPEND);
  }
}
