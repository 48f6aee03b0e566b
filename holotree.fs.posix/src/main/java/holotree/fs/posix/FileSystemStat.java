package holotree.fs.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/// What the kernel's `struct statfs` says of a file system (`include/uapi/asm-generic/statfs.h`).
///
/// @param freeBytes bytes that this user can still write
/// @param maxNameBytes longest name, bytes
record FileSystemStat(long freeBytes, int maxNameBytes) {

  /// The answer to this thread's last question, which must have succeeded.
  static FileSystemStat answer() {
    MemorySegment struct = Scratch.current().struct();
    long fragmentBytes = struct.get(JAVA_LONG, 72);
    long blockBytes = Math.max(1, fragmentBytes > 0 ? fragmentBytes : struct.get(JAVA_LONG, 8));
    long available = struct.get(JAVA_LONG, 32);
    long freeBytes =
        available > Long.MAX_VALUE / blockBytes ? Long.MAX_VALUE : available * blockBytes;
    return new FileSystemStat(freeBytes, (int) struct.get(JAVA_LONG, 64));
  }
}
