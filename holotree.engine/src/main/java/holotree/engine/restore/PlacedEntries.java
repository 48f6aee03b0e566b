package holotree.engine.restore;

import holotree.api.fs.FileStat;
import holotree.engine.space.Placed;
import java.util.concurrent.atomic.LongAdder;

/// What the file system said of each entry when it was placed, in columns. Each entry is noted once, by
/// one thread; read when all threads have ended.
final class PlacedEntries {

  final long[] sizes;
  final long[] inodes;
  final long[] ctimeSeconds;
  final int[] ctimeNanos;
  final byte[] placements;
  final LongAdder directories = new LongAdder();
  final LongAdder copied = new LongAdder();
  final LongAdder symlinks = new LongAdder();
  final LongAdder bytes = new LongAdder();

  PlacedEntries(int size) {
    sizes = new long[size];
    inodes = new long[size];
    ctimeSeconds = new long[size];
    ctimeNanos = new int[size];
    placements = new byte[size];
  }

  void copied(int entry, FileStat stat) {
    note(entry, stat, Placed.COPIED);
    sizes[entry] = stat.size();
    copied.increment();
    bytes.add(stat.size());
  }

  void symlink(int entry, FileStat stat) {
    note(entry, stat, Placed.MADE);
    symlinks.increment();
  }

  void directory(int entry, FileStat stat) {
    note(entry, stat, Placed.MADE);
    directories.increment();
  }

  private void note(int entry, FileStat stat, byte placement) {
    inodes[entry] = stat.inode();
    ctimeSeconds[entry] = stat.ctimeSeconds();
    ctimeNanos[entry] = stat.ctimeNanos();
    placements[entry] = placement;
  }
}
