package holotree.engine;

import java.io.IOException;

/// [VerifyReport] as JSON.
final class VerifyJson {

  private VerifyJson() {}

  static void write(VerifyReport report, JsonFields json) throws IOException {
    json.text("target", report.target().toString());
    json.digest("catalog", report.catalog());
    json.flag("pristine", report.pristine());
    json.number("entries", report.entries());
    json.number("bytes", report.bytes());
    json.duration(report.nanos());
    json.array("differences");
    for (VerifyReport.Difference difference : report.differences()) {
      json.item();
      json.text("path", difference.path());
      json.word("aspect", difference.aspect());
      json.text("expected", difference.expected());
      json.text("actual", difference.actual());
      json.end();
    }
    json.end();
  }
}
