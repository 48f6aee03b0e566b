package holotree.engine.preflight;

import holotree.api.fs.FileStat;

/// What an operation will put on one file system, at least. Not thread-safe.
public final class Need {

  private final int unit;
  private long bytes;
  private long inodes;

  /// @param unit of the file system, see [holotree.api.fs.FreeSpace]
  Need(int unit) {
    this.unit = unit;
  }

  /// Adds an entry that needs no room for content: a directory, a symbolic link, a clone, an empty file.
  public void addEntry() {
    inodes++;
  }

  /// Adds a file that is written.
  ///
  /// @param size its length, bytes
  public void addFile(long size) {
    inodes++;
    bytes += inUnits(size);
  }

  private long inUnits(long size) {
    return unit == 0 ? 0 : Math.ceilDiv(size, unit) * unit;
  }

  /// Takes off an entry that is removed before anything is written.
  public void remove(FileStat entry) {
    inodes--;
    bytes -= Math.max(entry.allocated(), inUnits(entry.size()));
  }

  /// Bytes; 0 where nothing is sure.
  public long bytes() {
    return Math.max(0, bytes);
  }

  /// Entries that are made.
  public long inodes() {
    return Math.max(0, inodes);
  }
}
