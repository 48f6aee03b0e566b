package holotree.api.fs;

/// What a file system says of one entry, symbolic links not followed.
///
/// @param kind what it is
/// @param mode permission, setuid, setgid and sticky bits, 0 to 07777
/// @param size length, bytes
/// @param mtimeSeconds modification time, seconds since 1970-01-01T00:00:00Z
/// @param mtimeNanos and nanoseconds, 0 to 999,999,999
/// @param ctimeSeconds change time, seconds since 1970-01-01T00:00:00Z
/// @param ctimeNanos and nanoseconds, 0 to 999,999,999
/// @param device the file system's number
/// @param inode the entry's number in it
/// @param links names that the inode has
/// @param allocated bytes on disk; less than `size` for a file with holes
/// @param owner id of the user that it belongs to; -1 if the platform has no such ids
/// @param mountPoint whether another file system, or another directory, is mounted on it; false if the platform
///     does not tell
public record FileStat(
    EntryKind kind,
    int mode,
    long size,
    long mtimeSeconds,
    int mtimeNanos,
    long ctimeSeconds,
    int ctimeNanos,
    long device,
    long inode,
    long links,
    long allocated,
    long owner,
    boolean mountPoint) {

  /// Whether both are the same inode, unchanged in between: same device, inode, size, modification and
  /// change time.
  public boolean sameAs(FileStat other) {
    return sameInode(other)
        && size == other.size
        && mtimeSeconds == other.mtimeSeconds
        && mtimeNanos == other.mtimeNanos
        && ctimeSeconds == other.ctimeSeconds
        && ctimeNanos == other.ctimeNanos;
  }

  /// Whether both are the same inode, whatever became of it in between: same device and inode.
  public boolean sameInode(FileStat other) {
    return device == other.device && inode == other.inode;
  }
}
