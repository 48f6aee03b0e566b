package holotree.engine.pool;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoredFile;
import holotree.engine.file.WholeFile;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The pool's files of one kind, for one restore. Thread-safe; the store stays the caller's.
public final class Pool {

  // A clone does not tell when its source was last used: the source is touched, but not at each
  // use.
  private static final long TOUCHED_EVERY_SECONDS = 3600;
  private static final byte[] NOTHING = {};

  private final LibraryStore store;
  private final PoolKind kind;
  private final PoolSize size;
  private final Instant now;
  private final LongAdder dropped = new LongAdder();
  private final LongAdder added = new LongAdder();

  /// @param store the home's
  /// @param limit how large the pool may grow, bytes
  /// @param now when the restore began
  public Pool(LibraryStore store, PoolKind kind, long limit, Instant now) {
    this.store = store;
    this.kind = kind;
    this.size = new PoolSize(store, limit, now);
    this.now = now;
  }

  /// How large the pool is, as its note says, bytes; 0 without a note.
  public static long size(LibraryStore store) {
    return Math.max(0, new PoolSize(store, 0, Instant.EPOCH).read());
  }

  /// Whether there are no files of a kind.
  public static boolean isEmpty(LibraryStore store, PoolKind kind) {
    return store.list(kind.directory()).isEmpty();
  }

  /// How its files are shared.
  public PoolKind kind() {
    return kind;
  }

  /// Whether a catalog has been restored before, as far as the pool knows; from now on it does.
  public boolean hasSeen(Digest catalog) {
    try {
      return !WholeFile.publish(store, PoolLayout.restored(catalog), NOTHING);
    } catch (NoSpaceException full) {
      // Then the pool cannot be filled either.
      return false;
    }
  }

  /// Opens a file for its bytes alone, which the caller verifies: it is neither dropped nor kept longer
  /// for that. Null if there is none. The caller closes it.
  public @Nullable StoredFile openBytes(Catalog catalog, int entry) {
    String path = PoolLayout.file(kind, catalog, entry);
    FileStat stat = store.stat(path);
    return stat == null || stat.kind() != EntryKind.FILE ? null : store.open(path);
  }

  /// The file with the content of `entry`, if there is one that has all but the bytes right; those are
  /// the caller's to check, through this handle. The caller closes it.
  ///
  /// @param kept what the tree that will share it keeps
  public @Nullable StoredFile open(Catalog catalog, int entry, KeptAttributes kept) {
    StoredFile file;
    try {
      file = store.open(PoolLayout.file(kind, catalog, entry));
    } catch (RefusedException notOurs) {
      // A symlink, a device, or what cannot be read: no file of the pool's.
      drop(catalog, entry);
      return null;
    }
    if (file == null) {
      return null;
    }
    FileStat stat = file.stat();
    boolean fits =
        kind == PoolKind.LINKS
            ? isAsWanted(stat, catalog, entry, kept)
            : stat.size() == catalog.size(entry) && stat.links() == 1;
    if (!fits) {
      file.close();
      drop(catalog, entry);
      return null;
    }
    if (kind == PoolKind.CLONES
        && now.getEpochSecond() - stat.ctimeSeconds() > TOUCHED_EVERY_SECONDS) {
      file.touch();
    }
    return file;
  }

  /// Whether a file has the size, mode and time that an entry has in its catalog.
  public static boolean isAsWanted(FileStat stat, Catalog catalog, int entry, KeptAttributes kept) {
    return stat.size() == catalog.size(entry)
        && kept.hasMode(stat, catalog.mode(entry))
        && kept.hasTime(stat, catalog.mtimeSeconds(entry), catalog.mtimeNanos(entry));
  }

  /// Takes a file out that was found to be bad, so that a good one can take its place. Spaces that
  /// share it keep it.
  public void drop(Catalog catalog, int entry) {
    try {
      if (store.delete(PoolLayout.file(kind, catalog, entry))) {
        dropped.increment();
      }
    } catch (RefusedException stays) {
      // What cannot be taken out is as good as missing: its files are copied, and the receipt says
      // so.
    }
  }

  /// Takes a file out that has as many names as it can have, so that another copy of its content can
  /// take its place. Spaces that share it keep it.
  public void retire(Catalog catalog, int entry) {
    store.delete(PoolLayout.file(kind, catalog, entry));
  }

  /// Adds a file that was just written to a space: its bytes were verified.
  ///
  /// @param file with the size, mode and time that `entry` has
  public ShareOutcome add(Catalog catalog, int entry, ReadableFile file) {
    String path = PoolLayout.file(kind, catalog, entry);
    ShareOutcome outcome =
        switch (kind) {
          case LINKS -> store.publishLink(file, path);
          case CLONES -> store.publishClone(file, path);
        };
    if (outcome instanceof ShareOutcome.Shared) {
      added.increment();
    }
    return outcome;
  }

  /// Makes room, by taking out what was used least recently, though nothing that was used since the
  /// restore began.
  ///
  /// @param bytes how much is to be added
  /// @return how much may be added
  public long reserve(long bytes) {
    return size.reserve(bytes);
  }

  /// Gives back room that was reserved and not used, bytes.
  public void giveBack(long bytes) {
    size.giveBack(bytes);
  }

  /// How many files were found to be bad and taken out.
  public long dropped() {
    return dropped.sum();
  }

  /// How many files were added.
  public long added() {
    return added.sum();
  }

  /// How many files were taken out to make room.
  public long evicted() {
    return size.evicted();
  }
}
