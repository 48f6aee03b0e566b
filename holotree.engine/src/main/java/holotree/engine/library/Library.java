package holotree.engine.library;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.NotFoundException;
import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.engine.discovery.Providers;
import holotree.engine.file.WholeFile;
import holotree.engine.format.LibraryFormat;
import holotree.engine.library.Quarantine.Kept;
import holotree.engine.lock.OperationLocks;
import holotree.engine.name.NameRule;
import holotree.engine.name.NearNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Packs, catalogs and names under one root. Thread-safe; the store stays the caller's.
public final class Library {

  /// Where the note of its format is, relative to it.
  public static final String FORMAT_PATH = LibraryLayout.FORMAT;

  /// Fewest digits of an id that stand for it.
  private static final int MIN_PREFIX = 8;

  private static final int MAX_FORMAT_BYTES = 4096;

  private final LibraryStore store;
  private final Path path;
  private final LibraryLocks locks;
  private final BooleanSupplier writer;
  private final CatalogStore catalogs;
  private final NameStore names;
  private final NameStore blueprints;
  private final NameStore pins;

  /// The library in `store`.
  ///
  /// @param path where it is, absolute, for messages
  /// @param locks takes the locks of `store`
  /// @param writer whether this user may write it
  public Library(
      LibraryStore store,
      Path path,
      Providers providers,
      OperationLocks locks,
      BooleanSupplier writer) {
    this.store = store;
    this.path = path;
    this.locks = new LibraryLocks(store, path, locks, writer);
    this.writer = writer;
    this.catalogs = new CatalogStore(store, providers);
    this.names = new NameStore(store, path, LibraryLayout.NAMES, NameRule::allows);
    this.blueprints = new NameStore(store, path, LibraryLayout.BLUEPRINTS, Digest::isHex);
    this.pins = new NameStore(store, path, LibraryLayout.PINS, Digest::isHex);
  }

  /// Where it is, absolute.
  public Path path() {
    return path;
  }

  /// Whether this user may write it.
  public boolean isWriter() {
    return writer.getAsBoolean();
  }

  /// Its catalogs.
  public CatalogStore catalogs() {
    return catalogs;
  }

  /// Its names.
  public NameStore names() {
    return names;
  }

  /// Lets a name stand for a catalog, in place of what it stood for: durable when this returns. The caller holds
  /// the library.
  ///
  /// @param store which kind of name it is
  public void letStand(NameStore store, String name, Digest catalog) {
    try (StoreLock _ = locks.naming()) {
      store.put(name, catalog);
    }
  }

  /// The catalogs that were built from blueprints, under the blueprints' ids.
  public NameStore blueprints() {
    return blueprints;
  }

  /// The catalogs that stay whatever else goes, under their own ids.
  public NameStore pins() {
    return pins;
  }

  /// Checks that this release can read the library, and makes it if there is none.
  public void prepareToWrite() {
    if (!checkFormat()) {
      WholeFile.publish(store, LibraryLayout.FORMAT, LibraryFormat.encode());
    }
    locks.make();
    store.sweep();
  }

  /// Checks that this release can read the library.
  ///
  /// @return whether there is one
  /// @throws holotree.api.error.FormatVersionException if it is of another version
  public boolean checkFormat() {
    byte[] format = WholeFile.read(store, LibraryLayout.FORMAT, MAX_FORMAT_BYTES);
    if (format != null) {
      LibraryFormat.check(format, path + "/" + LibraryLayout.FORMAT);
    }
    return format != null;
  }

  /// Keeps what is in it, or has it alone.
  public LibraryLocks locks() {
    return locks;
  }

  /// Where the chunks lie now. The caller closes it.
  public ChunkIndex openIndex() {
    return new ChunkIndex(store);
  }

  /// Has merged indexes cover all packs, where there are too many to be asked one after the other. To be
  /// called after packs were published; nothing depends on it but the time that lookups take.
  public void mergeIndexes() {
    new IndexMerger(store).run();
  }

  /// What is wrong with the note of the library's format, one sentence; empty if nothing is.
  ///
  /// @throws holotree.api.error.FormatVersionException if it is of another version
  public Optional<String> formatFault() {
    try {
      return checkFormat()
          ? Optional.empty()
          : Optional.of(path + "/" + LibraryLayout.FORMAT + " is not there.");
    } catch (CorruptException damaged) {
      return Optional.of(damaged.what());
    }
  }

  /// Writes the note of the library's format anew; the caller has the library alone and knows that there is one.
  public void writeFormat() {
    WholeFile.replace(store, LibraryLayout.FORMAT, LibraryFormat.encode());
  }

  /// Whether anything is in it, also where the note of its format is gone.
  public boolean hasAnything() {
    return !packs().isEmpty() || !catalogs.ids().isEmpty() || !names.names().isEmpty();
  }

  /// The paths of merged indexes that are damaged, relative to the library.
  public List<String> damagedIndexes() {
    try (MergedIndexes indexes = new MergedIndexes(store)) {
      List<String> damaged = new ArrayList<>(indexes.damaged());
      indexes.all().stream()
          .filter(each -> !each.index().isIntact())
          .map(MergedIndexes.Mapped::path)
          .forEach(damaged::add);
      return damaged;
    }
  }

  /// The paths of merged indexes that the system cannot read, relative to the library, each with why.
  public Map<String, RefusedException> unreadIndexes() {
    try (MergedIndexes indexes = new MergedIndexes(store)) {
      return Map.copyOf(indexes.unread());
    }
  }

  /// What was taken out of use.
  public Quarantine quarantine() {
    return new Quarantine(store);
  }

  /// Where a pack is, relative to the library.
  public static String pathOfPack(Digest pack) {
    return LibraryLayout.pack(pack);
  }

  /// Where a catalog is, relative to the library.
  public static String pathOfCatalog(Digest catalog) {
    return LibraryLayout.catalog(catalog);
  }

  /// The names of all packs, sorted.
  public List<Digest> packs() {
    return LibraryLayout.packs(store);
  }

  /// Opens a pack; null if it is gone. The caller closes it.
  ///
  /// @throws CorruptException if header, trailer or footer are damaged
  /// @throws RefusedException if the system cannot read one of them
  /// @throws holotree.api.error.FormatVersionException if this release cannot read it
  public @Nullable PackReader openPack(Digest pack) {
    StoredFile file = store.open(LibraryLayout.pack(pack));
    return file == null ? null : PackReader.readThrough(file);
  }

  /// How long a pack is, bytes; 0 if it is gone.
  public long packLength(Digest pack) {
    FileStat file = store.stat(LibraryLayout.pack(pack));
    return file == null ? 0 : file.size();
  }

  /// Deletes a pack; the caller has the library alone.
  public void deletePack(Digest pack) {
    store.delete(LibraryLayout.pack(pack));
  }

  /// Deletes a catalog, also what is in quarantine of it; the caller has the library alone. See [#syncCatalogs].
  public void deleteCatalog(Digest catalog) {
    String path = LibraryLayout.catalog(catalog);
    quarantine().placesOf(path).forEach(store::delete);
    store.delete(path);
  }

  /// Has catalogs that were deleted stay so after a loss of power, so that what only they need can go.
  public void syncCatalogs() {
    store.syncDirectory(LibraryLayout.CATALOGS);
  }

  /// Removes temporary files whose makers are gone, and what is noted of catalogs that are gone; the caller has
  /// the library alone. Their locks go, too, unlike others: who takes one has found the catalog first, and
  /// nobody is in the library now.
  ///
  /// @return how many temporary files there were
  public int tidy() {
    Set<Digest> there = Set.copyOf(catalogs.ids());
    for (String directory : List.of(LibraryLayout.USED, LibraryLayout.CATALOG_LOCKS)) {
      for (String name : store.list(directory)) {
        if (name.length() >= 2 * Digest.BYTES
            && Digest.isHex(name.substring(0, 2 * Digest.BYTES))
            && !there.contains(Digest.parse(name.substring(0, 2 * Digest.BYTES)))) {
          store.delete(directory + "/" + name);
        }
      }
    }
    return store.sweep();
  }

  /// Begins a pack. The caller closes it.
  public PackWriter createPack() {
    return new PackWriter(store);
  }

  /// The id of the catalog that a name, an id or the beginning of one stands for.
  ///
  /// @throws NotFoundException if there is none, or more than one begins so
  public Digest resolve(String recording) {
    Digest named = names.get(recording);
    if (named != null) {
      return named;
    }
    if (recording.length() >= MIN_PREFIX && Digest.isHexPrefix(recording)) {
      List<Digest> found =
          catalogs.ids().stream().filter(id -> id.toString().startsWith(recording)).toList();
      if (found.size() == 1) {
        return found.getFirst();
      }
      if (found.size() > 1) {
        throw new NotFoundException(
            "\"" + recording + "\" begins " + found.size() + " ids in " + path + ".",
            List.of(),
            "Give more digits.");
      }
    }
    List<String> all = names.names();
    throw new NotFoundException(
        "No recording \"" + recording + "\" in " + path + ".",
        NearNames.of(recording, all),
        all.isEmpty()
            ? "Nothing is recorded there; record a tree with `holotree record DIR --name NAME`."
            : "`holotree list` shows what is recorded there.");
  }

  /// Says that nothing is recorded.
  public NotFoundException nothingThere() {
    return new NotFoundException(
        "There is no library in " + path + ".",
        List.of(),
        "Record a tree with `holotree record DIR --name NAME`, or name another with --library.");
  }

  /// The catalog that a space was restored from, or is to be compared with.
  ///
  /// @throws NotFoundException if it was evicted
  public Catalog catalogOf(Digest id) {
    Catalog catalog = catalogs.read(id);
    if (catalog == null) {
      throw new NotFoundException(
          "The recording " + id + " is in " + path + " no longer.",
          List.of(),
          "Restore another recording there, or record the tree again.");
    }
    return catalog;
  }

  /// The catalog with this id.
  ///
  /// @throws CorruptException if it is gone although something stands for it, or damaged
  public Catalog catalog(Digest id) {
    Catalog catalog = catalogs.read(id);
    if (catalog == null) {
      throw new CorruptException(
          path + "/" + LibraryLayout.catalog(id), -1, "the catalog", "no file");
    }
    return catalog;
  }

  /// The catalog with this id; null if the library has none that can be read.
  public @Nullable Catalog catalogIfThere(Digest id) {
    try {
      return catalogs.read(id);
    } catch (CorruptException damaged) {
      return null;
    }
  }

  /// Notes that a catalog was used now. Best effort: a library that one can only read stays as it is.
  public void touch(Digest catalog) {
    store.touch(LibraryLayout.used(catalog));
  }

  /// When a catalog was last used; null if nothing tells.
  public @Nullable Instant lastUse(Digest catalog) {
    return time(LibraryLayout.used(catalog));
  }

  /// When a catalog was recorded first; null if it is not there.
  public @Nullable Instant recorded(Digest catalog) {
    return time(LibraryLayout.catalog(catalog));
  }

  /// When a catalog in quarantine was recorded first; null if it is not there.
  public @Nullable Instant recorded(Kept kept) {
    return time(kept.place());
  }

  private @Nullable Instant time(String path) {
    FileStat file = store.stat(path);
    return file == null ? null : Instant.ofEpochSecond(file.mtimeSeconds(), file.mtimeNanos());
  }

  /// How many packs there are and how long they are.
  public PackTotals packTotals() {
    long count = 0;
    long bytes = 0;
    for (Digest pack : packs()) {
      count++;
      bytes += packLength(pack);
    }
    return new PackTotals(count, bytes);
  }

  /// Packs of a library.
  ///
  /// @param count how many
  /// @param bytes how long, all together
  public record PackTotals(long count, long bytes) {}
}
