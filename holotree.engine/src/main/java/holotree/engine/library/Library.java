package holotree.engine.library;

import holotree.api.BlueprintId;
import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.NotFoundException;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.engine.discovery.Providers;
import holotree.engine.file.WholeFile;
import holotree.engine.format.LibraryFormat;
import holotree.engine.lock.OperationLocks;
import holotree.engine.name.NameRule;
import holotree.engine.name.NearNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packs, catalogs and names under one root. Thread-safe; the store stays the caller's.
public final class Library {

  /// Fewest digits of an id that stand for it.
  private static final int MIN_PREFIX = 8;

  private static final int MAX_FORMAT_BYTES = 4096;

  private final LibraryStore store;
  private final Path path;
  private final OperationLocks locks;
  private final CatalogStore catalogs;
  private final NameStore names;
  private final NameStore blueprints;

  /// The library in `store`.
  ///
  /// @param path where it is, absolute, for messages
  /// @param locks takes the locks of `store`
  public Library(LibraryStore store, Path path, Providers providers, OperationLocks locks) {
    this.store = store;
    this.path = path;
    this.locks = locks;
    this.catalogs = new CatalogStore(store, providers);
    this.names = new NameStore(store, path, LibraryLayout.NAMES, NameRule::allows);
    this.blueprints = new NameStore(store, path, LibraryLayout.BLUEPRINTS, Digest::isHex);
  }

  /// Where it is, absolute.
  public Path path() {
    return path;
  }

  /// Its catalogs.
  public CatalogStore catalogs() {
    return catalogs;
  }

  /// Its names.
  public NameStore names() {
    return names;
  }

  /// The catalogs that were built from blueprints, under the blueprints' ids.
  public NameStore blueprints() {
    return blueprints;
  }

  /// Checks that this release can read the library, and makes it if there is none.
  public void prepareToWrite() {
    if (!checkFormat()) {
      WholeFile.publish(store, LibraryLayout.FORMAT, LibraryFormat.encode());
    }
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

  /// Keeps what is in the library there until closed.
  public StoreLock lockShared() {
    return locks.lock(LibraryLayout.LOCK, LockMode.SHARED, "the library " + path);
  }

  /// Keeps others from building what a blueprint describes until closed; waits for whoever does so now,
  /// and says for whom.
  public StoreLock lockBlueprint(BlueprintId blueprint) {
    return locks.lock(
        LibraryLayout.lock(blueprint), LockMode.EXCLUSIVE, "the build of blueprint " + blueprint);
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
    FileStat used = store.stat(LibraryLayout.used(catalog));
    return used == null ? null : Instant.ofEpochSecond(used.mtimeSeconds(), used.mtimeNanos());
  }

  /// Bytes that can still be written on its file system.
  public long freeBytes() {
    return store.freeBytes();
  }

  /// How many packs there are and how long they are.
  public PackTotals packTotals() {
    long count = 0;
    long bytes = 0;
    for (Digest pack : LibraryLayout.packs(store)) {
      try (@Nullable StoredFile file = store.open(LibraryLayout.pack(pack))) {
        count++;
        bytes += file == null ? 0 : file.size();
      }
    }
    return new PackTotals(count, bytes);
  }

  /// Packs of a library.
  ///
  /// @param count how many
  /// @param bytes how long, all together
  public record PackTotals(long count, long bytes) {}
}
