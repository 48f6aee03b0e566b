package holotree.engine.restore;

import holotree.api.fs.FileStat;
import holotree.engine.pool.PoolKind;
import holotree.engine.space.Placed;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What the file system said of each entry when it was placed, in columns. Each entry is noted once, by
/// one thread; read when all threads have ended.
final class PlacedEntries {

  private final long[] sizes;
  private final long[] inodes;
  private final long[] ctimeSeconds;
  private final int[] ctimeNanos;
  private final byte[] placements;
  private final LongAdder directories = new LongAdder();
  private final LongAdder copied = new LongAdder();
  private final LongAdder linked = new LongAdder();
  private final LongAdder cloned = new LongAdder();
  private final LongAdder symlinks = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  PlacedEntries(int size) {
    sizes = new long[size];
    inodes = new long[size];
    ctimeSeconds = new long[size];
    ctimeNanos = new int[size];
    placements = new byte[size];
  }

  /// Whether `entry` is in place.
  boolean has(int entry) {
    return placements[entry] != Placed.LEFT_OUT;
  }

  void copied(int entry, FileStat stat) {
    file(entry, stat, Placed.COPIED);
    copied.increment();
  }

  void shared(int entry, FileStat stat, PoolKind kind) {
    switch (kind) {
      case LINKS -> {
        file(entry, stat, Placed.LINKED);
        linked.increment();
      }
      case CLONES -> {
        file(entry, stat, Placed.CLONED);
        cloned.increment();
      }
    }
  }

  void symlink(int entry, FileStat stat) {
    note(entry, stat, Placed.MADE);
    symlinks.increment();
  }

  void directory(int entry, FileStat stat) {
    note(entry, stat, Placed.MADE);
    directories.increment();
  }

  /// How many directories are finished.
  long directories() {
    return directories.sum();
  }

  /// Gives all names of one inode the change time that the last of them brought.
  void settleLinks() {
    EqualEntries names =
        EqualEntries.of(
            placements.length,
            entry -> placements[entry] == Placed.LINKED,
            entry -> Long.hashCode(inodes[entry]));
    names.forEachPair(
        this::sameInode,
        (first, later) -> {
          if (ctimeSeconds[later] > ctimeSeconds[first]
              || (ctimeSeconds[later] == ctimeSeconds[first]
                  && ctimeNanos[later] > ctimeNanos[first])) {
            takeTime(first, later);
          }
        });
    names.forEachPair(this::sameInode, (first, later) -> takeTime(later, first));
  }

  private boolean sameInode(int first, int second) {
    return inodes[first] == inodes[second];
  }

  private void takeTime(int entry, int from) {
    ctimeSeconds[entry] = ctimeSeconds[from];
    ctimeNanos[entry] = ctimeNanos[from];
  }

  /// What was placed.
  Restored result(Map<String, Long> downgrades) {
    return new Restored(
        directories.sum(),
        copied.sum(),
        linked.sum(),
        cloned.sum(),
        symlinks.sum(),
        bytes.sum(),
        downgrades,
        sizes,
        inodes,
        ctimeSeconds,
        ctimeNanos,
        placements);
  }

  private void file(int entry, FileStat stat, byte placement) {
    note(entry, stat, placement);
    sizes[entry] = stat.size();
    bytes.add(stat.size());
  }

  private void note(int entry, FileStat stat, byte placement) {
    inodes[entry] = stat.inode();
    ctimeSeconds[entry] = stat.ctimeSeconds();
    ctimeNanos[entry] = stat.ctimeNanos();
    placements[entry] = placement;
  }
}
