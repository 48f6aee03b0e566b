package holotree.engine;

import java.io.IOException;

/// [CheckReport] as JSON.
final class CheckJson {

  private CheckJson() {}

  static void write(CheckReport report, JsonFields json) throws IOException {
    json.text("library", report.library().toString());
    json.flag("clean", report.clean());
    json.flag("readData", report.readData());
    json.number("packs", report.packs());
    json.number("catalogs", report.catalogs());
    json.number("bytes", report.bytes());
    json.array("faults");
    for (CheckReport.Fault fault : report.faults()) {
      json.item();
      json.word("kind", fault.kind());
      json.text("path", fault.path());
      json.text("detail", fault.detail());
      json.end();
    }
    json.end();
    json.array("unusable");
    for (CheckReport.Unusable each : report.unusable()) {
      json.item();
      json.digest("catalog", each.catalog());
      json.texts("names", each.names());
      json.number("missingChunks", each.missingChunks());
      json.text("example", each.example());
      json.text("reason", each.reason());
      json.end();
    }
    json.end();
    CheckReport.Healing healing = report.healing();
    if (healing != null) {
      json.object("healing");
      json.texts("quarantined", healing.quarantined());
      json.number("fromPacks", healing.fromPacks());
      json.number("fromPool", healing.fromPool());
      json.number("fromSpaces", healing.fromSpaces());
      json.texts("broughtBack", healing.broughtBack().stream().map(Object::toString).toList());
      json.end();
    }
    json.number("quarantine", report.quarantine());
    json.duration(report.nanos());
  }
}
