package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import holotree.fs.windows.Structures.AttributeTagInfo;
import holotree.fs.windows.Structures.BasicInfo;
import holotree.fs.windows.Structures.IdInfo;
import holotree.fs.windows.Structures.OldInfo;
import holotree.fs.windows.Structures.StandardInfo;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.List;

/// What is asked of and told about open files: `GetFileInformationByHandleEx` and `SetFileInformationByHandle`
/// ("FILE_INFO_BY_HANDLE_CLASS enumeration", minwinbase.h).
final class NativeFacts {

  private static final int BASIC_INFO = 0;
  private static final int STANDARD_INFO = 1;
  private static final int END_OF_FILE_INFO = 6;
  private static final int ATTRIBUTE_TAG_INFO = 9;
  private static final int ID_BOTH_DIRECTORY_INFO = 10;
  private static final int ID_BOTH_DIRECTORY_RESTART_INFO = 11;
  private static final int ID_INFO = 18;

  private static final int LISTING_BYTES = 64 << 10;

  private NativeFacts() {}

  /// What an open file is.
  static FileFacts of(NativeCall call, long file) throws WindowsError {
    MemorySegment basic = ask(call, file, BASIC_INFO, BasicInfo.SIZE);
    MemorySegment standard = ask(call, file, STANDARD_INFO, StandardInfo.SIZE);
    Id id = id(call, file);
    int attributes = basic.get(JAVA_INT, BasicInfo.FILE_ATTRIBUTES);
    int tag = 0;
    if ((attributes & Win32.ATTRIBUTE_REPARSE_POINT) != 0) {
      tag =
          ask(call, file, ATTRIBUTE_TAG_INFO, AttributeTagInfo.SIZE)
              .get(JAVA_INT, AttributeTagInfo.REPARSE_TAG);
    }
    return new FileFacts(
        attributes,
        tag,
        basic.get(JAVA_LONG, BasicInfo.CREATION_TIME),
        basic.get(JAVA_LONG, BasicInfo.LAST_WRITE_TIME),
        basic.get(JAVA_LONG, BasicInfo.CHANGE_TIME),
        standard.get(JAVA_LONG, StandardInfo.END_OF_FILE),
        standard.get(JAVA_LONG, StandardInfo.ALLOCATION_SIZE),
        standard.get(JAVA_INT, StandardInfo.NUMBER_OF_LINKS),
        id.volume,
        id.high,
        id.low);
  }

  /// Gives it a modification time and attributes, 0 for neither.
  static void set(NativeCall call, long file, long modified, int attributes) throws WindowsError {
    MemorySegment basic = call.structure(BasicInfo.SIZE);
    basic.set(JAVA_LONG, BasicInfo.LAST_WRITE_TIME, modified);
    // Else it would become the time when the handle is closed, if something was written through it.
    basic.set(JAVA_LONG, BasicInfo.CHANGE_TIME, FileTimes.of(Instant.now()));
    basic.set(JAVA_INT, BasicInfo.FILE_ATTRIBUTES, attributes);
    call.require(Kernel32.setFileInformation(call, file, BASIC_INFO, basic, BasicInfo.SIZE));
  }

  /// Makes a file as long as that.
  static void setSize(NativeCall call, long file, long size) throws WindowsError {
    MemorySegment end = call.structure(JAVA_LONG.byteSize());
    end.set(JAVA_LONG, 0, size);
    call.require(
        Kernel32.setFileInformation(call, file, END_OF_FILE_INFO, end, (int) end.byteSize()));
  }

  /// The next names in a directory; none at the end.
  static List<String> names(NativeCall call, long directory, boolean first) throws WindowsError {
    MemorySegment entries = call.structure(LISTING_BYTES);
    int kind = first ? ID_BOTH_DIRECTORY_RESTART_INFO : ID_BOTH_DIRECTORY_INFO;
    if (Kernel32.getFileInformation(call, directory, kind, entries, LISTING_BYTES) != 0) {
      return DirectoryEntries.names(entries);
    }
    WindowsError error = call.lastError();
    // The root of a volume has no dots, and so no entry at all if it is empty.
    if (error.isAny(Win32.ERROR_NO_MORE_FILES, Win32.ERROR_FILE_NOT_FOUND)) {
      return List.of();
    }
    throw error;
  }

  private static MemorySegment ask(NativeCall call, long file, int kind, int size)
      throws WindowsError {
    MemorySegment answer = call.structure(size);
    call.require(Kernel32.getFileInformation(call, file, kind, answer, size));
    return answer;
  }

  // FAT and servers of old have numbers of 64 bits only.
  private static Id id(NativeCall call, long file) throws WindowsError {
    MemorySegment id = call.structure(IdInfo.SIZE);
    if (Kernel32.getFileInformation(call, file, ID_INFO, id, IdInfo.SIZE) != 0) {
      return new Id(
          id.get(JAVA_LONG, IdInfo.VOLUME_SERIAL_NUMBER),
          id.get(JAVA_LONG, IdInfo.FILE_ID_HIGH),
          id.get(JAVA_LONG, IdInfo.FILE_ID_LOW));
    }
    MemorySegment old = call.structure(OldInfo.SIZE);
    call.require(Kernel32.getOldFileInformation(call, file, old));
    return new Id(
        Integer.toUnsignedLong(old.get(JAVA_INT, OldInfo.VOLUME_SERIAL_NUMBER)),
        0,
        (long) old.get(JAVA_INT, OldInfo.FILE_INDEX_HIGH) << Integer.SIZE
            | Integer.toUnsignedLong(old.get(JAVA_INT, OldInfo.FILE_INDEX_LOW)));
  }

  private record Id(long volume, long high, long low) {}
}
