package holotree.fs.posix;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;

/// Reads the kernel's `struct statx` (`include/uapi/linux/stat.h`).
final class Statx {

  private static final byte[] THE_FILE_ITSELF = {};
  private static final int BLOCK_BYTES = 512;
  // STATX_ATTR_MOUNT_ROOT, since Linux 5.8.
  private static final long MOUNT_ROOT = 0x2000;

  private Statx() {}

  /// Asks what an open file is.
  ///
  /// @return 0 and the answer in [#answer], or an error
  static int ask(int file) {
    return Libc.statx(file, THE_FILE_ITSELF, Libc.AT_EMPTY_PATH);
  }

  /// Asks what stands under a name, symbolic links not followed.
  ///
  /// @return 0 and the answer in [#answer], or an error
  static int ask(int directory, byte[] name) {
    return Libc.statx(directory, name, Libc.AT_SYMLINK_NOFOLLOW);
  }

  /// The answer to this thread's last question, which must have succeeded.
  static FileStat answer() {
    // As words, all at once: reading field by field from native memory is slow until it is
    // compiled,
    // and this is asked for every file of a tree. Both processors that are supported are
    // little-endian.
    long[] words = Scratch.current().structWords();
    int typeAndMode = (int) (words[3] >>> 32) & 0xffff;
    return new FileStat(
        kind(typeAndMode),
        typeAndMode & 07777,
        words[5],
        words[14],
        (int) words[15],
        words[12],
        (int) words[13],
        device((int) words[17], (int) (words[17] >>> 32)),
        words[4],
        words[2] & 0xffff_ffffL,
        words[6] * BLOCK_BYTES,
        words[2] >>> 32,
        (words[1] & MOUNT_ROOT) != 0);
  }

  private static EntryKind kind(int typeAndMode) {
    return switch (typeAndMode >> 12) {
      case 4 -> EntryKind.DIRECTORY;
      case 8 -> EntryKind.FILE;
      case 10 -> EntryKind.SYMLINK;
      default -> EntryKind.OTHER;
    };
  }

  // As the C library's makedev, so that the number is the one that other programs show.
  private static long device(int major, int minor) {
    return (minor & 0xffL)
        | (major & 0xfffL) << 8
        | (minor & 0xffffff00L) << 12
        | (major & 0xfffff000L) << 32;
  }
}
