package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import holotree.fs.windows.Structures.DirectoryInfo;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Reads what Windows says of a directory's entries: a chain of `FILE_ID_BOTH_DIR_INFO`.
final class DirectoryEntries {

  private DirectoryEntries() {}

  /// The names in a filled buffer.
  ///
  /// @throws IndexOutOfBoundsException if an entry leads out of the buffer
  static List<String> names(MemorySegment buffer) {
    List<String> names = new ArrayList<>();
    long at = 0;
    long next;
    do {
      next = buffer.get(JAVA_INT_UNALIGNED, at + DirectoryInfo.NEXT_ENTRY_OFFSET);
      int length = buffer.get(JAVA_INT_UNALIGNED, at + DirectoryInfo.FILE_NAME_LENGTH);
      MemorySegment name = buffer.asSlice(at + DirectoryInfo.FILE_NAME, length);
      names.add(new String(name.toArray(JAVA_CHAR_UNALIGNED)));
      at += next;
    } while (next > 0);
    return names;
  }
}
