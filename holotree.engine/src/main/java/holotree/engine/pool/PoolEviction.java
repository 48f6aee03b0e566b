package holotree.engine.pool;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import java.time.Instant;
import java.util.Arrays;

/// Takes the least recently used files out of the pool. Not thread-safe.
///
/// A file's change time tells when it was last used: every link that is made or removed sets it, and
/// sources of clones are touched. Two walks keep no names in memory: the first finds the time up to
/// which files must go, the second removes them.
final class PoolEviction {

  private final LibraryStore store;
  private final long keptFromMicros;
  private long evicted;

  /// @param now nothing used since goes
  PoolEviction(LibraryStore store, Instant now) {
    this.store = store;
    this.keptFromMicros = micros(now.getEpochSecond(), now.getNano());
  }

  /// Takes files out until those that stay have `target` bytes together, or were all used too lately.
  ///
  /// @return how many bytes stay
  long run(long target) {
    Uses uses = new Uses();
    walk((_, used, size) -> uses.add(used, size));
    long surplus = uses.total - target;
    if (surplus <= 0) {
      return uses.total;
    }
    long until = Math.min(uses.lastToGo(surplus), keptFromMicros - 1);
    long[] left = {uses.total};
    walk((path, used, size) -> {
      boolean goes = used < until || (used == until && left[0] > target);
      if (goes && store.delete(path)) {
        left[0] -= size;
        evicted++;
      }
    });
    return left[0];
  }

  /// How many files were taken out.
  long evicted() {
    return evicted;
  }

  private void walk(Visitor visitor) {
    for (PoolKind kind : PoolKind.values()) {
      for (String directory : store.list(kind.directory())) {
        if (PoolLayout.isDirectory(directory)) {
          walk(kind.directory() + "/" + directory, visitor);
        }
      }
    }
  }

  // What else lies in the pool is none of its files.
  private void walk(String directory, Visitor visitor) {
    for (String name : store.list(directory)) {
      String path = directory + "/" + name;
      FileStat stat = PoolLayout.isFile(name) ? store.stat(path) : null;
      if (stat != null && stat.kind() == EntryKind.FILE) {
        visitor.visit(path, micros(stat.ctimeSeconds(), stat.ctimeNanos()), stat.size());
      }
    }
  }

  private static long micros(long seconds, int nanos) {
    return seconds * 1_000_000 + nanos / 1_000;
  }

  private interface Visitor {
    void visit(String path, long usedMicros, long size);
  }

  /// When files were used and how large they are; 16 bytes a file.
  private static final class Uses {
    private long[] used = new long[1024];
    private long[] sizes = new long[1024];
    private int count;
    private long total;

    void add(long usedMicros, long size) {
      if (count == used.length) {
        used = Arrays.copyOf(used, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
      }
      used[count] = usedMicros;
      sizes[count++] = size;
      total += size;
    }

    /// The first time up to which files of `surplus` bytes were last used.
    long lastToGo(long surplus) {
      long low = 0;
      long high = Long.MAX_VALUE;
      while (low < high) {
        long middle = low + (high - low) / 2;
        if (usedUntil(middle) >= surplus) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    private long usedUntil(long micros) {
      long bytes = 0;
      for (int i = 0; i < count; i++) {
        bytes += used[i] <= micros ? sizes[i] : 0;
      }
      return bytes;
    }
  }
}
