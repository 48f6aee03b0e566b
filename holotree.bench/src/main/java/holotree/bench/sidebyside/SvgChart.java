package holotree.bench.sidebyside;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Rows as a picture: a panel for each work, with a bar for Holotree and one for each peer. One
/// self-contained SVG 1.1 file.
final class SvgChart {

  private static final int WIDTH = 960;
  private static final int TOP = 70;
  private static final int LINE = 24;
  private static final int GAP = 20;
  private static final int LABEL_END = 250;
  private static final int BAR_BEGIN = 260;
  private static final int BAR_WIDTH = 400;
  private static final String OURS = "#1f6fb5";
  private static final String THEIRS = "#b4bdc8";

  private record Bar(String label, double value, String text, boolean ours) {}

  private final String title;
  private final String subtitle;
  private final Map<String, List<Bar>> panels = new LinkedHashMap<>();

  SvgChart(String title, String subtitle, List<Row> rows) {
    this.title = title;
    this.subtitle = subtitle;
    rows.stream().filter(Row::isCompared).forEach(this::add);
  }

  /// The picture, in UTF-8 XML.
  String svg() {
    int lines = panels.values().stream().mapToInt(bars -> bars.size() + 1).sum();
    int height = TOP + lines * LINE + panels.size() * GAP + GAP;
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        role="img" font-family="Helvetica, Arial, sans-serif" font-size="14">
        <title>%s</title>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="20" y="30" font-size="20" font-weight="bold" fill="#1b1f24">%s</text>
        <text x="20" y="52" fill="#57606a">%s</text>
        """
            .formatted(
                WIDTH, height, WIDTH, height, escaped(title), escaped(title), escaped(subtitle)));
    int y = TOP;
    for (Map.Entry<String, List<Bar>> panel : panels.entrySet()) {
      y += GAP;
      text(out, 20, y, "start", "#1b1f24", "bold", panel.getKey());
      double most = panel.getValue().stream().mapToDouble(Bar::value).max().orElseThrow();
      for (Bar bar : panel.getValue()) {
        y += LINE;
        draw(out, y, bar, most);
      }
      y += LINE;
    }
    return out.append("</svg>\n").toString();
  }

  private void add(Row row) {
    List<Bar> bars = panels.computeIfAbsent(row.work(), work -> new ArrayList<>());
    if (bars.isEmpty()) {
      double ours = row.ours().median();
      bars.add(new Bar(Contender.OURS, ours, row.unit().format(ours), true));
    }
    double theirs = row.theirs().median();
    String text = row.unit().format(theirs) + ", Holotree " + row.ratioText() + "x";
    bars.add(new Bar(row.peer(), theirs, text + judged(row), false));
  }

  private static String judged(Row row) {
    return switch (row.verdict()) {
      case MET -> ", bar " + row.bar().orElseThrow().atMostText() + "x kept";
      case MISSED -> ", bar " + row.bar().orElseThrow().atMostText() + "x MISSED";
      case NOT_JUDGED -> "";
    };
  }

  private static void draw(StringBuilder out, int y, Bar bar, double most) {
    // A refresh net of starting up can come out below nothing.
    double share = most <= 0 ? 0 : Math.max(0, bar.value) / most;
    double width = Math.max(1, share * BAR_WIDTH);
    text(out, LABEL_END, y, "end", "#1b1f24", bar.ours ? "bold" : "normal", bar.label);
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\" fill=\"%s\"/>%n",
            BAR_BEGIN,
            y - 13,
            width,
            bar.ours ? OURS : THEIRS));
    int after = BAR_BEGIN + (int) Math.ceil(width) + 8;
    text(out, after, y, "start", "#1b1f24", bar.ours ? "bold" : "normal", bar.text);
  }

  private static void text(
      StringBuilder out, int x, int y, String anchor, String fill, String weight, String text) {
    out.append(
        String.format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\" font-weight=\"%s\">%s</text>%n",
            x, y, anchor, fill, weight, escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
