package holotree.fs.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import holotree.api.error.HolotreeException;
import holotree.api.fs.FreeSpace;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the kernel's `struct statfs` says of a file system (`include/uapi/asm-generic/statfs.h`).
///
/// @param free what this user can still put there, at most
/// @param bytesForAll bytes that any user can still write: some more are kept for root and for the file
///     system itself, which does not say how many for whom
/// @param maxNameBytes longest name, bytes
record FileSystemStat(FreeSpace free, long bytesForAll, int maxNameBytes) {

  // Of include/uapi/linux/magic.h. These keep every byte of a file in blocks of its own, as long as
  // ext4
  // is not told otherwise (inline_data). What others do, or what lies under an overlay, is not
  // known.
  private static final long EXT = 0xEF53L;
  private static final long XFS = 0x58465342L;
  private static final long TMPFS = 0x01021994L;

  private static final long ROOT = 0;

  /// What the file system of the nearest directory there says, from `path` upwards.
  static FileSystemStat of(Path path) {
    Path place = path;
    int result = Libc.statfs(EntryName.bytes(place));
    while (Errno.isAny(result, Errno.ENOENT, Errno.ENOTDIR) && place.getParent() != null) {
      place = place.getParent();
      result = Libc.statfs(EntryName.bytes(place));
    }
    if (result < 0) {
      throw Errno.failure("ask the free space of", place.toString(), result);
    }
    return answer();
  }

  /// The answer to this thread's last question, which must have succeeded.
  static FileSystemStat answer() {
    MemorySegment struct = Scratch.current().struct();
    long type = struct.get(JAVA_LONG, 0);
    long fragmentBytes = struct.get(JAVA_LONG, 72);
    long blockBytes = Math.max(1, fragmentBytes > 0 ? fragmentBytes : struct.get(JAVA_LONG, 8));
    // Some blocks are kept for root.
    long free = struct.get(JAVA_LONG, 24);
    long freeForAll = struct.get(JAVA_LONG, 32);
    boolean hasEnd = struct.get(JAVA_LONG, 16) != 0;
    boolean countsInodes = struct.get(JAVA_LONG, 40) != 0;
    long freeInodes = struct.get(JAVA_LONG, 48);
    int maxNameBytes = (int) struct.get(JAVA_LONG, 64);
    long blocks = Libc.geteuid() == ROOT ? free : freeForAll;
    boolean inBlocks = type == EXT || type == XFS || type == TMPFS;
    return new FileSystemStat(
        new FreeSpace(
            hasEnd ? bytes(blocks, blockBytes) : FreeSpace.UNCOUNTED,
            countsInodes ? freeInodes : FreeSpace.UNCOUNTED,
            inBlocks ? (int) blockBytes : 0),
        hasEnd ? bytes(freeForAll, blockBytes) : FreeSpace.UNCOUNTED,
        maxNameBytes);
  }

  private static long bytes(long blocks, long blockBytes) {
    return blocks > FreeSpace.UNCOUNTED / blockBytes ? FreeSpace.UNCOUNTED : blocks * blockBytes;
  }

  /// What the file system says where `path`, a text for people, is; null if that cannot be told.
  static @Nullable FileSystemStat at(String path) {
    try {
      return of(Path.of(path));
    } catch (HolotreeException | IllegalArgumentException untold) {
      return null;
    }
  }
}
