package holotree.api.fs;

/// What is free on a file system.
///
/// @param bytes that this user can still write; [#UNCOUNTED] where the file system tells of no end
/// @param inodes entries that can still be made; [#UNCOUNTED] where the file system does not count them
/// @param unit bytes; a file takes as many of these units on the disk as hold all its bytes; 0 where it may
///     take less than it has bytes, since files are compressed or kept elsewhere, or where that is not known
public record FreeSpace(long bytes, long inodes, int unit) {

  /// More than there can be.
  public static final long UNCOUNTED = Long.MAX_VALUE;
}
