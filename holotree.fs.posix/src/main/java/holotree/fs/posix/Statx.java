package holotree.fs.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import java.lang.foreign.MemorySegment;

/// Reads the kernel's `struct statx` (`include/uapi/linux/stat.h`).
final class Statx {

  private static final byte[] THE_FILE_ITSELF = {};
  private static final int BLOCK_BYTES = 512;

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
    MemorySegment struct = Scratch.current().struct();
    int typeAndMode = Short.toUnsignedInt(struct.get(JAVA_SHORT, 28));
    return new FileStat(
        kind(typeAndMode),
        typeAndMode & 07777,
        struct.get(JAVA_LONG, 40),
        struct.get(JAVA_LONG, 112),
        struct.get(JAVA_INT, 120),
        struct.get(JAVA_LONG, 96),
        struct.get(JAVA_INT, 104),
        device(struct.get(JAVA_INT, 136), struct.get(JAVA_INT, 140)),
        struct.get(JAVA_LONG, 32),
        Integer.toUnsignedLong(struct.get(JAVA_INT, 16)),
        struct.get(JAVA_LONG, 48) * BLOCK_BYTES);
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
