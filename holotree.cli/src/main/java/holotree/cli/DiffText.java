package holotree.cli;

import holotree.engine.DiffReport;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// [DiffReport] as text.
final class DiffText {

  private DiffText() {}

  static void write(DiffReport report, Console console) {
    for (DiffReport.Difference difference : report.differences()) {
      console.line(line(difference));
    }
    console.receipt(
        (report.same() ? "No difference" : counts(report))
            + " from "
            + side(report.from())
            + " to "
            + side(report.to())
            + ", "
            + Units.duration(report.nanos()));
  }

  /// One difference as one line: `+ path size`, `- path size` or `M path: aspects, size -> size`.
  private static String line(DiffReport.Difference difference) {
    String path = difference.path().length() == 0 ? "." : difference.path().toString();
    DiffReport.Entry from = difference.from();
    DiffReport.Entry to = difference.to();
    return switch (difference.change()) {
      case ADDED -> "+ " + path + size(" ", to);
      case REMOVED -> "- " + path + size(" ", from);
      case CHANGED -> "M " + path + ": " + aspects(difference) + sizes(difference, from, to);
    };
  }

  private static String aspects(DiffReport.Difference difference) {
    return difference.aspects().stream()
        .sorted()
        .map(aspect -> aspect.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String sizes(
      DiffReport.Difference difference,
      DiffReport.@Nullable Entry from,
      DiffReport.@Nullable Entry to) {
    if (difference.aspects().contains(DiffReport.Aspect.TYPE)) {
      return ", " + type(from) + size(" ", from) + " -> " + type(to) + size(" ", to);
    }
    String before = size("", from);
    String after = size("", to);
    return difference.aspects().contains(DiffReport.Aspect.CONTENT)
            && !before.isEmpty()
            && !after.isEmpty()
        ? ", " + before + " -> " + after
        : "";
  }

  private static String type(DiffReport.@Nullable Entry entry) {
    return entry == null ? "nothing" : entry.type().name().toLowerCase(Locale.ROOT);
  }

  private static String size(String before, DiffReport.@Nullable Entry entry) {
    return entry == null || entry.size() < 0 ? "" : before + Units.bytes(entry.size());
  }

  private static String counts(DiffReport report) {
    return Units.count(report.added().entries(), "entry", "entries")
        + " added ("
        + Units.bytes(report.added().bytes())
        + "), "
        + report.removed().entries()
        + " removed ("
        + Units.bytes(report.removed().bytes())
        + "), "
        + report.changed().entries()
        + " changed";
  }

  private static String side(DiffReport.Side side) {
    return side.target() == null ? Phrases.id(side.catalog()) : side.target().toString();
  }
}
