package holotree.cli;

import holotree.engine.VerifyReport;
import java.util.Locale;

/// [VerifyReport] as text.
final class VerifyText {

  private VerifyText() {}

  static void write(VerifyReport report, Console console) {
    for (VerifyReport.Difference difference : report.differences()) {
      console.line(differenceLine(difference));
    }
    int differing = report.differences().size();
    console.receipt(
        report.target()
            + (report.pristine()
                ? " is pristine: "
                : " differs in " + Units.count(differing, "place", "places") + ": ")
            + Units.count(report.entries(), "entry", "entries")
            + ", "
            + Units.bytes(report.bytes())
            + " compared with "
            + Phrases.id(report.catalog())
            + ", "
            + Phrases.time(report.bytes(), report.nanos()));
  }

  /// One difference as one line.
  static String differenceLine(VerifyReport.Difference difference) {
    String path = difference.path().isEmpty() ? "." : difference.path();
    String aspect = difference.aspect().name().toLowerCase(Locale.ROOT);
    return switch (difference.aspect()) {
      case MISSING, EXTRA -> aspect + " " + path;
      case TYPE, MODE, MTIME, SIZE, CONTENT, TARGET ->
          aspect + " " + path + ": " + difference.expected() + " -> " + difference.actual();
    };
  }
}
