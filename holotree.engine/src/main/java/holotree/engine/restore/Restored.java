package holotree.engine.restore;

import java.util.Map;

/// What a restore placed; the columns are numbered as the catalog and not copied.
///
/// @param directories made, the root included
/// @param copied files placed by copy
/// @param linked files placed by hard link
/// @param cloned files placed by reflink
/// @param symlinks made
/// @param bytes length of the files as placed
/// @param downgrades files that were copied though sharing was asked for, counted by reason
/// @param sizes of the files as placed, bytes
/// @param inodes of the entries; 0 for one that was left out
/// @param ctimeSeconds change times, seconds since 1970-01-01T00:00:00Z
/// @param ctimeNanos and nanoseconds
/// @param placements as `holotree.engine.space.Placed` codes them
public record Restored(
    long directories,
    long copied,
    long linked,
    long cloned,
    long symlinks,
    long bytes,
    Map<String, Long> downgrades,
    long[] sizes,
    long[] inodes,
    long[] ctimeSeconds,
    int[] ctimeNanos,
    byte[] placements) {}
