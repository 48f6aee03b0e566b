package holotree.cli;

import holotree.engine.SpaceListing;
import java.util.ArrayList;
import java.util.List;

/// [SpaceListing] as text.
final class SpaceListingText {

  private SpaceListingText() {}

  static void write(SpaceListing listing, Console console) {
    int width = listing.spaces().stream().mapToInt(each -> name(each).length()).max().orElse(0);
    for (SpaceListing.Space space : listing.spaces()) {
      String name = name(space);
      console.line(name + " ".repeat(width - name.length() + 2) + about(space));
      if (console.verbose()) {
        console.line("  " + space.target());
        console.line("  Space id " + space.space() + ", " + space.restored());
      }
    }
    if (listing.spaces().isEmpty()) {
      console.note("no spaces in " + listing.home() + ": make one with `holotree restore NAME`");
    }
    if (listing.unreadable() > 0) {
      console.note(
          "states of spaces that cannot be read, damaged or of a later release: "
              + listing.unreadable());
    }
  }

  private static String name(SpaceListing.Space space) {
    return space.name() == null ? space.target().toString() : space.name();
  }

  private static String about(SpaceListing.Space space) {
    List<String> parts = new ArrayList<>();
    if (space.catalog() != null) {
      String id = Phrases.id(space.catalog());
      parts.add(
          space.recordings().isEmpty() ? id : String.join(" ", space.recordings()) + " " + id);
      parts.add(Units.count(space.entries(), "entry", "entries"));
      parts.add(Units.bytes(space.bytes()));
    }
    if (space.phase() == SpaceListing.Phase.INCOMPLETE) {
      parts.add("incomplete");
    }
    if (space.missing()) {
      parts.add("missing");
    }
    if (space.busy()) {
      parts.add("busy");
    }
    return String.join(", ", parts);
  }
}
