package holotree.engine;

import java.io.IOException;

/// [GcReport] as JSON.
final class GcJson {

  private GcJson() {}

  static void write(GcReport report, JsonFields json) throws IOException {
    json.text("library", report.library().toString());
    json.flag("dryRun", report.dryRun());
    json.array("recordings");
    for (GcReport.Recording each : report.recordings()) {
      json.item();
      json.digest("catalog", each.catalog());
      json.texts("names", each.names());
      json.flag("evicted", each.evicted());
      json.word("reason", each.reason());
      json.time("used", each.used());
      json.end();
    }
    json.end();
    json.array("packs");
    for (GcReport.Pack each : report.packs()) {
      json.item();
      json.digest("pack", each.pack());
      json.number("bytes", each.bytes());
      json.number("neededBytes", each.neededBytes());
      json.word("fate", each.fate());
      json.end();
    }
    json.end();
    json.number("freedBytes", report.freedBytes());
    json.number("temporaries", report.temporaries());
    json.number("forgottenSpaces", report.forgottenSpaces());
    json.duration(report.nanos());
  }
}
