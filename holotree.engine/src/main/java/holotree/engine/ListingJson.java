package holotree.engine;

import java.io.IOException;

/// [Listing] as JSON.
final class ListingJson {

  private ListingJson() {}

  static void write(Listing listing, JsonFields json) throws IOException {
    json.text("library", listing.library().toString());
    json.array("recordings");
    for (Listing.Recording recording : listing.recordings()) {
      json.item();
      json.text("name", recording.name());
      json.digest("catalog", recording.catalog());
      json.end();
    }
    json.end();
    json.number("packs", listing.packs());
    json.number("packBytes", listing.packBytes());
  }
}
