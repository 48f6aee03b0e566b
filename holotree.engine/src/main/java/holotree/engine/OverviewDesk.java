package holotree.engine;

import holotree.api.Digest;
import holotree.engine.library.Library;
import holotree.engine.pool.Pool;
import holotree.engine.space.KnownSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells what a library and a home hold, without a look into any tree.
final class OverviewDesk {

  private final Holotree.Desk desk;

  OverviewDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  SpaceListing spaces() {
    Map<Digest, List<String>> names = new HashMap<>();
    for (Listing.Recording recording : recordings()) {
      names.computeIfAbsent(recording.catalog(), _ -> new ArrayList<>()).add(recording.name());
    }
    List<SpaceListing.Space> spaces = new ArrayList<>();
    int unreadable = desk.home().census().run(known -> spaces.add(space(known, names)));
    spaces.sort(Comparator.comparing(SpaceListing.Space::target));
    return new SpaceListing(desk.home().path(), spaces, unreadable);
  }

  StatusReport status(long poolLimit) {
    Library library = desk.library();
    List<Listing.Recording> recordings = recordings();
    Library.PackTotals packs = library.packTotals();
    return new StatusReport(
        new StatusReport.LibraryPart(
            library.path(),
            recordings.size(),
            packs.count(),
            packs.bytes(),
            library.blueprints().names().size(),
            desk.strategy().free(library.path()).bytes()),
        home(),
        new StatusReport.PoolPart(Pool.size(desk.home().store()), poolLimit),
        recordings.stream()
            .map(each ->
                new StatusReport.Use(each.name(), each.catalog(), library.lastUse(each.catalog())))
            .toList());
  }

  /// The names of the library, with what they stand for.
  List<Listing.Recording> recordings() {
    Library library = desk.library();
    library.checkFormat();
    List<Listing.Recording> recordings = new ArrayList<>();
    for (String name : library.names().names()) {
      Digest catalog = library.names().get(name);
      // Null if it went away in between.
      if (catalog != null) {
        recordings.add(new Listing.Recording(name, catalog));
      }
    }
    return recordings;
  }

  private StatusReport.HomePart home() {
    Sum sum = new Sum();
    int unreadable = desk.home().census().run(sum::add);
    return new StatusReport.HomePart(
        desk.home().path(), sum.spaces, sum.incomplete, sum.missing, unreadable, sum.bytes);
  }

  private static SpaceListing.Space space(KnownSpace known, Map<Digest, List<String>> names) {
    Digest catalog = known.catalog();
    return new SpaceListing.Space(
        known.space(),
        known.name(),
        known.target(),
        known.complete() ? SpaceListing.Phase.COMPLETE : SpaceListing.Phase.INCOMPLETE,
        catalog,
        catalog == null ? List.of() : names.getOrDefault(catalog, List.of()),
        known.entries(),
        known.bytes(),
        known.since(),
        known.missing(),
        known.busy());
  }

  /// Counts over spaces.
  private static final class Sum {
    private long spaces;
    private long incomplete;
    private long missing;
    private long bytes;

    void add(KnownSpace known) {
      spaces++;
      incomplete += known.complete() ? 0 : 1;
      missing += known.missing() ? 1 : 0;
      bytes += known.bytes();
    }
  }
}
