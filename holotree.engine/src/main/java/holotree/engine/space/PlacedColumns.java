package holotree.engine.space;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;

/// What the file system said of each entry of a space when it was placed, in columns numbered as its
/// catalog; nothing is copied. An entry is noted by one thread at a time, and read by others once that
/// has ended.
///
/// @param sizes of the files as placed, bytes
/// @param inodes of the entries; 0 for one that was left out
/// @param ctimeSeconds change times when placed, seconds since 1970-01-01T00:00:00Z
/// @param ctimeNanos and nanoseconds
/// @param placements how each came into the space, see [Placed]
public record PlacedColumns(
    long[] sizes, long[] inodes, long[] ctimeSeconds, int[] ctimeNanos, byte[] placements) {

  /// Columns of `size` entries, none of them placed.
  public static PlacedColumns empty(int size) {
    return new PlacedColumns(
        new long[size], new long[size], new long[size], new int[size], new byte[size]);
  }

  /// The number of entries.
  public int size() {
    return placements.length;
  }

  /// Whether `entry` is in place.
  public boolean has(int entry) {
    return placements[entry] != Placed.LEFT_OUT;
  }

  /// Notes what stands where `entry` belongs.
  ///
  /// @param placement how it came there, see [Placed]
  public void note(int entry, FileStat stat, byte placement) {
    sizes[entry] = stat.kind() == EntryKind.FILE ? stat.size() : 0;
    inodes[entry] = stat.inode();
    ctimeSeconds[entry] = stat.ctimeSeconds();
    ctimeNanos[entry] = stat.ctimeNanos();
    placements[entry] = placement;
  }

  /// Notes that nothing stands there that stays.
  public void forget(int entry) {
    placements[entry] = Placed.LEFT_OUT;
    inodes[entry] = 0;
    sizes[entry] = 0;
  }

  /// Whether a look at `entry` shows the inode that was noted, unchanged since: nothing can be done to
  /// an inode that leaves its change time.
  public boolean isUnchanged(int entry, FileStat now) {
    return inodes[entry] == now.inode()
        && ctimeSeconds[entry] == now.ctimeSeconds()
        && ctimeNanos[entry] == now.ctimeNanos()
        && (now.kind() != EntryKind.FILE || sizes[entry] == now.size());
  }

  /// Whether `entry` was changed after `other`.
  public boolean isLater(int entry, int other) {
    return ctimeSeconds[entry] > ctimeSeconds[other]
        || (ctimeSeconds[entry] == ctimeSeconds[other] && ctimeNanos[entry] > ctimeNanos[other]);
  }

  /// Gives `entry` the change time of `from`.
  public void takeTime(int entry, int from) {
    ctimeSeconds[entry] = ctimeSeconds[from];
    ctimeNanos[entry] = ctimeNanos[from];
  }
}
