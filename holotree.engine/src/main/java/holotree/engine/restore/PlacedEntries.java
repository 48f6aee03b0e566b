package holotree.engine.restore;

import holotree.api.ProgressListener;
import holotree.api.fs.FileStat;
import holotree.engine.pool.PoolKind;
import holotree.engine.space.Placed;
import holotree.engine.space.PlacedColumns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the file system said of each entry when it was placed, in columns. Each entry is noted once, by
/// one thread; read when all threads have ended.
final class PlacedEntries {

  private final PlacedColumns columns;
  private final LongAdder directories = new LongAdder();
  private final LongAdder copied = new LongAdder();
  private final LongAdder linked = new LongAdder();
  private final LongAdder cloned = new LongAdder();
  private final LongAdder symlinks = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  private final ProgressListener progress;
  private final Map<Integer, Long> pieces = new ConcurrentHashMap<>();

  /// @param columns of all entries; what they have already is there and counts for nothing
  /// @param progress is told of every entry as it is noted
  PlacedEntries(PlacedColumns columns, ProgressListener progress) {
    this.columns = columns;
    this.progress = progress;
  }

  /// Whether `entry` is in place.
  boolean has(int entry) {
    return columns.has(entry);
  }

  /// A piece of a large file was written, `length` bytes; the file is noted when it is whole.
  void piece(int entry, long length) {
    pieces.merge(entry, length, Long::sum);
    progress.advanced(0, length);
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
    note(entry, stat, Placed.MADE, 0);
    symlinks.increment();
  }

  void directory(int entry, FileStat stat) {
    if (!columns.has(entry)) {
      directories.increment();
    }
    note(entry, stat, Placed.MADE, 0);
  }

  /// Notes that something that was there has its mode and time back.
  void corrected(int entry, FileStat stat) {
    columns.note(entry, stat, columns.placements()[entry]);
  }

  /// Gives all names of one inode the change time that the last of them brought.
  void settleLinks() {
    EqualEntries names =
        EqualEntries.of(
            columns.size(),
            entry -> columns.placements()[entry] == Placed.LINKED,
            entry -> Long.hashCode(columns.inodes()[entry]),
            (one, other) -> Long.compare(columns.inodes()[one], columns.inodes()[other]));
    names.forEachPair((first, later) -> {
      if (columns.isLater(later, first)) {
        columns.takeTime(first, later);
      }
    });
    names.forEachPair((first, later) -> columns.takeTime(later, first));
  }

  /// What was placed.
  Restored result(Map<String, Long> downgrades, List<String> passedOver) {
    return new Restored(
        directories.sum(),
        copied.sum(),
        linked.sum(),
        cloned.sum(),
        symlinks.sum(),
        bytes.sum(),
        downgrades,
        passedOver,
        columns);
  }

  private void file(int entry, FileStat stat, byte placement) {
    note(entry, stat, placement, stat.size());
    bytes.add(stat.size());
  }

  private void note(int entry, FileStat stat, byte placement, long length) {
    columns.note(entry, stat, placement);
    Long told = pieces.remove(entry);
    progress.advanced(1, told == null ? length : length - told);
  }
}
