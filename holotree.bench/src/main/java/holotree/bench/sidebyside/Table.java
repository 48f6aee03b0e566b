package holotree.bench.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows as a Markdown table whose columns line up, so that a terminal shows it as well. Rows of one
/// work follow each other; the first tells Holotree's figure. Notes come below the table.
final class Table {

  private static final List<String> HEADINGS =
      List.of("work", "Holotree", "against", "peer", "ratio", "of pairs", "CPU", "bar", "met");

  private final List<List<String>> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Table(List<Row> rows) {
    String before = "";
    for (Row row : rows) {
      boolean repeats = row.work().equals(before) && !row.ours().isEmpty();
      lines.add(cells(row, repeats));
      if (!row.note().isEmpty()) {
        String whom = row.peer().isEmpty() ? "" : ", against " + row.peer();
        notes.add("- " + row.work() + whom + ": " + oneLine(row.note()));
      }
      before = row.work();
    }
  }

  /// The table and the notes, each line ended by a newline.
  String markdown() {
    List<Integer> widths = IntStream.range(0, HEADINGS.size()).mapToObj(this::width).toList();
    StringBuilder out = new StringBuilder();
    out.append(line(HEADINGS, widths));
    out.append(widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |\n")));
    lines.forEach(cells -> out.append(line(cells, widths)));
    if (!notes.isEmpty()) {
      out.append('\n').append(String.join("\n", notes)).append('\n');
    }
    return out.toString();
  }

  private int width(int column) {
    int longest = lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
    return Math.max(3, Math.max(HEADINGS.get(column).length(), longest));
  }

  private static String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static List<String> cells(Row row, boolean repeats) {
    return Stream.of(
            repeats ? "" : row.work(),
            repeats ? "" : row.unit().format(row.ours()),
            row.peer(),
            row.unit().format(row.theirs()),
            row.ratioText(),
            row.pairRatioText(),
            row.processorRatioText(),
            row.barText(),
            row.verdict().text)
        .map(cell -> oneLine(cell).replace("|", "\\|"))
        .toList();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\n\\s*", " ");
  }
}
