package holotree.engine;

import java.io.IOException;

/// [SpaceListing] as JSON.
final class SpaceListingJson {

  private SpaceListingJson() {}

  static void write(SpaceListing listing, JsonFields json) throws IOException {
    json.text("home", listing.home().toString());
    json.array("spaces");
    for (SpaceListing.Space space : listing.spaces()) {
      json.item();
      json.text("space", space.space());
      json.text("name", space.name());
      json.text("target", space.target().toString());
      json.word("phase", space.phase());
      json.text("catalog", space.catalog() == null ? null : space.catalog().toString());
      json.texts("recordings", space.recordings());
      json.number("entries", space.entries());
      json.number("bytes", space.bytes());
      json.time("restored", space.restored());
      json.flag("missing", space.missing());
      json.flag("busy", space.busy());
      json.end();
    }
    json.end();
    json.number("unreadable", listing.unreadable());
  }
}
