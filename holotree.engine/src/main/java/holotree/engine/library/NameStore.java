package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.RefusedException;
import holotree.api.fs.LibraryStore;
import holotree.engine.file.WholeFile;
import holotree.engine.format.NameRecord;
import holotree.engine.library.Quarantine.Kept;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Names in a library that stand for a catalog each: those that people gave, or the ids of blueprints.
/// Thread-safe.
public final class NameStore {

  private static final int MAX_BYTES = 4096;

  private final LibraryStore store;
  private final Path library;
  private final String directory;
  private final Predicate<String> rule;
  private final Quarantine quarantine;

  /// @param library where the store is, for messages
  /// @param directory where in it the names are
  /// @param rule what can be a name
  NameStore(LibraryStore store, Path library, String directory, Predicate<String> rule) {
    this.store = store;
    this.library = library;
    this.directory = directory;
    this.rule = rule;
    this.quarantine = new Quarantine(store);
  }

  /// All names, sorted.
  public List<String> names() {
    return store.list(directory).stream().filter(rule).toList();
  }

  /// The catalog that a name stands for; null if there is no such name.
  ///
  /// @throws CorruptException if the name's file is damaged
  public @Nullable Digest get(String name) {
    if (!rule.test(name)) {
      return null;
    }
    String path = path(name);
    byte[] record = WholeFile.read(store, path, MAX_BYTES);
    return record == null ? null : NameRecord.decode(record, library + "/" + path);
  }

  /// Lets a name stand for a catalog, in place of what it stood for, also in quarantine: durable when this
  /// returns.
  public void put(String name, Digest catalog) {
    List<String> superseded = quarantine.placesOf(path(name));
    WholeFile.replace(store, path(name), NameRecord.encode(catalog));
    superseded.forEach(store::delete);
  }

  /// Lets a name stand for nothing any more, and not come back from quarantine. See [#sync].
  ///
  /// @return whether it was there
  public boolean remove(String name) {
    quarantine.placesOf(path(name)).forEach(store::delete);
    return store.delete(path(name));
  }

  /// Has what was removed stay removed after a loss of power.
  public void sync() {
    store.syncDirectory(directory);
  }

  /// The names that stand for a catalog, sorted; those that are damaged left out.
  public List<String> standingFor(Digest catalog) {
    return standingFor(catalog, NameStore::fail);
  }

  /// The same, those left out, too, that the system cannot read.
  ///
  /// @param unread is told why it cannot
  public List<String> standingFor(Digest catalog, Consumer<RefusedException> unread) {
    return names().stream().filter(name -> catalog.equals(getIfWhole(name, unread))).toList();
  }

  private @Nullable Digest getIfWhole(String name, Consumer<RefusedException> unread) {
    try {
      return get(name);
    } catch (CorruptException | FormatVersionException damaged) {
      return null;
    } catch (RefusedException refused) {
      unread.accept(refused);
      return null;
    }
  }

  private static void fail(RefusedException refused) {
    throw refused;
  }

  /// The names that were taken out of use, each with the catalog that it stood for last; those that are damaged
  /// left out.
  public Map<String, Kept> quarantined() {
    return quarantined(NameStore::fail);
  }

  /// The same, those left out, too, that the system cannot read.
  ///
  /// @param unread is told why it cannot
  public Map<String, Kept> quarantined(Consumer<RefusedException> unread) {
    Map<String, Kept> kept = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (int number : LibraryLayout.healings(store)) {
      String kind = LibraryLayout.quarantine(number) + "/" + directory;
      NameStore names = new NameStore(store, library, kind, rule);
      for (String name : names.names()) {
        Digest catalog = seen.add(name) ? names.getIfWhole(name, unread) : null;
        if (catalog != null) {
          kept.put(name, new Kept(catalog, names.path(name)));
        }
      }
    }
    return kept;
  }

  /// Where a name is, relative to the library.
  public String pathOf(String name) {
    return path(name);
  }

  private String path(String name) {
    return directory + "/" + name;
  }
}
