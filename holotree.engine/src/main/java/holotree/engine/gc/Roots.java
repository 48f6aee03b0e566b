package holotree.engine.gc;

import holotree.api.Digest;
import holotree.engine.library.Library;
import holotree.engine.library.NameStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stood for recordings when it was looked at. Immutable.
///
/// @param names for each catalog the names that stand for it, sorted
/// @param blueprints for each catalog the blueprints that stand for it, sorted
/// @param pins catalogs that are pinned
/// @param quarantined for each catalog the names that stood for it before they were taken out of use, sorted;
///     also where only blueprints or pins did
/// @param spaces for each catalog a space of the home that was restored from it
record Roots(
    Map<Digest, List<String>> names,
    Map<Digest, List<String>> blueprints,
    Set<Digest> pins,
    Map<Digest, List<String>> quarantined,
    Map<Digest, Path> spaces) {

  /// Looks.
  ///
  /// @param spaces the spaces of the home that are there
  /// @throws holotree.api.error.CorruptException if one of them cannot be read: then nobody knows what it
  ///     stands for
  static Roots of(Library library, Supplier<Map<Digest, Path>> spaces) {
    Set<Digest> pins = new HashSet<>();
    library.pins().names().forEach(pin -> pins.add(Digest.parse(pin)));
    return new Roots(
        byCatalog(library.names()),
        byCatalog(library.blueprints()),
        pins,
        quarantined(library),
        spaces.get());
  }

  private static Map<Digest, List<String>> quarantined(Library library) {
    Map<Digest, List<String>> names = new HashMap<>();
    library
        .names()
        .quarantined()
        .forEach((name, kept) -> names.merge(kept.catalog(), List.of(name), Roots::joined));
    for (NameStore store : List.of(library.blueprints(), library.pins())) {
      store.quarantined().values().forEach(kept -> names.putIfAbsent(kept.catalog(), List.of()));
    }
    return names;
  }

  private static Map<Digest, List<String>> byCatalog(NameStore store) {
    Map<Digest, List<String>> names = new HashMap<>();
    for (String name : store.names()) {
      Digest catalog = store.get(name);
      // Null if it went away in between.
      if (catalog != null) {
        names.merge(catalog, List.of(name), Roots::joined);
      }
    }
    return names;
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).sorted().toList();
  }

  /// Why a catalog stays whatever the limits; null if it may go.
  @Nullable Reason protection(Digest catalog, Limits limits, Library library) {
    if (pins.contains(catalog)) {
      return Reason.PINNED;
    }
    if (spaces.containsKey(catalog)) {
      return Reason.SPACE;
    }
    if (library.locks().userOf(catalog) != null) {
      return Reason.RUNNING;
    }
    if (limits.kept().contains(catalog)) {
      return Reason.ASKED;
    }
    return quarantined.containsKey(catalog) ? Reason.QUARANTINED : null;
  }

  /// Why a catalog stays as long as the limits allow; null if nothing stands for it.
  @Nullable Reason standing(Digest catalog) {
    if (names.containsKey(catalog)) {
      return Reason.NAMED;
    }
    return blueprints.containsKey(catalog) ? Reason.BLUEPRINT : null;
  }

  /// The names that stand for a catalog.
  List<String> namesOf(Digest catalog) {
    return names.getOrDefault(catalog, List.of());
  }

  /// The blueprints that stand for it.
  List<String> blueprintsOf(Digest catalog) {
    return blueprints.getOrDefault(catalog, List.of());
  }

  /// The names that stood for a catalog before they were taken out of use.
  List<String> quarantinedNamesOf(Digest catalog) {
    return quarantined.getOrDefault(catalog, List.of());
  }

  /// When a catalog was last used, or else recorded.
  static Instant use(Library library, Digest catalog) {
    Instant used = library.lastUse(catalog);
    Instant recorded = library.recorded(catalog);
    Instant later = used == null || (recorded != null && recorded.isAfter(used)) ? recorded : used;
    return later == null ? Instant.EPOCH : later;
  }
}
