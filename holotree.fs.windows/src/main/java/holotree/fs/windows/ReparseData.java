package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import holotree.fs.windows.Structures.ReparseDataBuffer;
import java.lang.foreign.MemorySegment;

/// Reads what a symbolic link or junction holds: a `REPARSE_DATA_BUFFER`.
final class ReparseData {

  private static final String KERNEL_NAME = "\\??\\";
  private static final String VOLUME = "Volume{";

  private ReparseData() {}

  /// The target, as whoever made the link wrote it.
  ///
  /// @throws WindowsError if it is neither a link nor a junction, or where a volume is mounted
  /// @throws IndexOutOfBoundsException if it leads out of the buffer
  static String target(MemorySegment buffer) throws WindowsError {
    int tag = buffer.get(JAVA_INT_UNALIGNED, ReparseDataBuffer.REPARSE_TAG);
    if (tag != Win32.REPARSE_TAG_SYMLINK && tag != Win32.REPARSE_TAG_MOUNT_POINT) {
      throw SystemError.ERROR_NOT_A_REPARSE_POINT.asError();
    }
    int paths =
        tag == Win32.REPARSE_TAG_SYMLINK
            ? ReparseDataBuffer.SYMBOLIC_LINK_PATH
            : ReparseDataBuffer.MOUNT_POINT_PATH;
    String printed =
        name(
            buffer,
            paths,
            ReparseDataBuffer.PRINT_NAME_OFFSET,
            ReparseDataBuffer.PRINT_NAME_LENGTH);
    if (!printed.isEmpty()) {
      return printed;
    }
    // Not every program that makes one fills in the name for people.
    String substitute =
        name(
            buffer,
            paths,
            ReparseDataBuffer.SUBSTITUTE_NAME_OFFSET,
            ReparseDataBuffer.SUBSTITUTE_NAME_LENGTH);
    String target =
        substitute.startsWith(KERNEL_NAME)
            ? substitute.substring(KERNEL_NAME.length())
            : substitute;
    if (target.startsWith(VOLUME)) {
      throw SystemError.ERROR_REPARSE_TAG_INVALID.asError();
    }
    return target;
  }

  private static String name(MemorySegment buffer, int paths, int offsetAt, int lengthAt) {
    int offset = Short.toUnsignedInt(buffer.get(JAVA_SHORT_UNALIGNED, offsetAt));
    int length = Short.toUnsignedInt(buffer.get(JAVA_SHORT_UNALIGNED, lengthAt));
    return new String(buffer.asSlice((long) paths + offset, length).toArray(JAVA_CHAR_UNALIGNED));
  }
}
