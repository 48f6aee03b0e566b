package holotree.engine;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// [DiffReport] as JSON, written as the trees are walked.
final class DiffJson {

  private DiffJson() {}

  static void write(DiffReport report, JsonFields json) throws IOException {
    side("from", report.from(), json);
    side("to", report.to(), json);
    json.flag("same", report.same());
    total("added", report.added(), json);
    total("removed", report.removed(), json);
    total("changed", report.changed(), json);
    json.duration(report.nanos());
    json.array("differences");
    for (DiffReport.Difference difference : report.differences()) {
      json.item();
      json.bytes("path", difference.path().toBytes());
      json.word("change", difference.change());
      entry("from", difference.from(), json);
      entry("to", difference.to(), json);
      json.texts("aspects", aspects(difference));
      json.end();
    }
    json.end();
  }

  private static void side(String field, DiffReport.Side side, JsonFields json) throws IOException {
    json.object(field);
    json.digest("catalog", side.catalog());
    json.text("target", side.target() == null ? null : side.target().toString());
    json.end();
  }

  private static void total(String field, DiffReport.Total total, JsonFields json)
      throws IOException {
    json.object(field);
    json.number("entries", total.entries());
    json.number("bytes", total.bytes());
    json.end();
  }

  private static void entry(String field, DiffReport.@Nullable Entry entry, JsonFields json)
      throws IOException {
    if (entry == null) {
      return;
    }
    json.object(field);
    json.word("type", entry.type());
    if (entry.size() >= 0) {
      json.number("size", entry.size());
    }
    json.end();
  }

  private static List<String> aspects(DiffReport.Difference difference) {
    return difference.aspects().stream()
        .sorted()
        .map(aspect -> aspect.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
