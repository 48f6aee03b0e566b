package holotree.engine;

import java.io.IOException;

/// [StatusReport] as JSON.
final class StatusJson {

  private StatusJson() {}

  static void write(StatusReport status, JsonFields json) throws IOException {
    StatusReport.LibraryPart library = status.library();
    json.object("library");
    json.text("path", library.path().toString());
    json.number("recordings", library.recordings());
    json.number("packs", library.packs());
    json.number("packBytes", library.packBytes());
    json.number("blueprints", library.blueprints());
    json.number("freeBytes", library.freeBytes());
    json.end();
    StatusReport.HomePart home = status.home();
    json.object("home");
    json.text("path", home.path().toString());
    json.number("spaces", home.spaces());
    json.number("incomplete", home.incomplete());
    json.number("missing", home.missing());
    json.number("unreadable", home.unreadable());
    json.number("bytes", home.bytes());
    json.end();
    json.object("pool");
    json.number("bytes", status.pool().bytes());
    json.number("limit", status.pool().limit());
    json.end();
    json.array("recordings");
    for (StatusReport.Use use : status.recordings()) {
      json.item();
      json.text("name", use.name());
      json.digest("catalog", use.catalog());
      json.time("used", use.used());
      json.end();
    }
    json.end();
  }
}
