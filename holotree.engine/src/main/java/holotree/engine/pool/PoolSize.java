package holotree.engine.pool;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.engine.file.WholeFile;
import holotree.engine.format.CborMapReader;
import holotree.engine.format.CborMapWriter;
import holotree.engine.format.CheckedMap;
import java.time.Instant;

/// Keeps the pool within its limit. Thread-safe, across processes too.
///
/// A note in the pool says how large it is. What is about to be added is counted first and what was not
/// added is taken off after, so that an interrupted restore leaves the note too high. That, as a pool
/// emptied by hand, costs one count of the files when the note reaches the limit.
final class PoolSize {

  private static final long MAGIC = 0x0A534C4F4F505448L;
  private static final int VERSION = 1;
  private static final int LONGEST_NOTE = 4096;
  private static final long UNKNOWN = -1;

  private final LibraryStore store;
  private final long limit;
  private final PoolEviction eviction;

  /// @param limit bytes
  /// @param now nothing used since is taken out
  PoolSize(LibraryStore store, long limit, Instant now) {
    this.store = store;
    this.limit = limit;
    this.eviction = new PoolEviction(store, now);
  }

  /// Counts `bytes` in, as far as the limit allows once room was made.
  ///
  /// @return how many were counted in
  long reserve(long bytes) {
    if (bytes <= 0 || limit <= 0) {
      return 0;
    }
    try (StoreLock _ = store.lock(PoolLayout.LOCK, LockMode.EXCLUSIVE)) {
      long size = read();
      if (size == UNKNOWN || size > limit - bytes) {
        size = eviction.run(limit - Math.min(bytes, limit));
      }
      long granted = Math.clamp(limit - size, 0, bytes);
      write(size + granted);
      return granted;
    }
  }

  /// Counts `bytes` out.
  void giveBack(long bytes) {
    if (bytes <= 0) {
      return;
    }
    try (StoreLock _ = store.lock(PoolLayout.LOCK, LockMode.EXCLUSIVE)) {
      long size = read();
      if (size != UNKNOWN) {
        write(Math.max(0, size - bytes));
      }
    }
  }

  /// How many files were taken out.
  long evicted() {
    return eviction.evicted();
  }

  /// What the note says, bytes; -1 if there is none that can be read: the files can always be counted.
  long read() {
    try {
      byte[] note = WholeFile.read(store, PoolLayout.SIZE, LONGEST_NOTE);
      if (note == null) {
        return UNKNOWN;
      }
      CborMapReader map = CheckedMap.unwrap(MAGIC, VERSION, note, PoolLayout.SIZE);
      long size = map.number(0);
      map.end();
      return size < 0 ? UNKNOWN : size;
    } catch (CorruptException | FormatVersionException unreadable) {
      return UNKNOWN;
    }
  }

  private void write(long size) {
    byte[] map = new CborMapWriter(1, 16).number(0, size).finish();
    WholeFile.replace(store, PoolLayout.SIZE, CheckedMap.wrap(MAGIC, VERSION, map));
  }
}
