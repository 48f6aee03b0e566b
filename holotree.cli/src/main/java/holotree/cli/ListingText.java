package holotree.cli;

import holotree.engine.Listing;

/// [Listing] as text.
final class ListingText {

  private ListingText() {}

  static void write(Listing listing, Console console) {
    int width =
        listing.recordings().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (Listing.Recording recording : listing.recordings()) {
      String name = recording.name();
      console.line(name + " ".repeat(width - name.length() + 2) + Phrases.id(recording.catalog()));
    }
    if (listing.recordings().isEmpty()) {
      console.note("no recordings in " + listing.library() + ": begin with `holotree record DIR`");
    }
    if (console.verbose()) {
      console.line(
          Units.count(listing.packs(), "pack", "packs")
              + ", "
              + Units.bytes(listing.packBytes())
              + " in "
              + listing.library());
    }
  }
}
