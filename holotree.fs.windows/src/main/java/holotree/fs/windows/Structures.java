package holotree.fs.windows;

/// Where the fields of structures lie, in bytes, on 64-bit Windows: x86-64 and ARM64 have the same. Sizes and
/// fields are those of the headers that each names.
final class Structures {

  private Structures() {}

  /// `UNICODE_STRING` (ntdef.h).
  static final class UnicodeString {
    static final int LENGTH = 0;
    static final int MAXIMUM_LENGTH = 2;
    static final int BUFFER = 8;
    static final int SIZE = 16;

    private UnicodeString() {}
  }

  /// `OBJECT_ATTRIBUTES` (ntdef.h).
  static final class ObjectAttributes {
    static final int LENGTH = 0;
    static final int ROOT_DIRECTORY = 8;
    static final int OBJECT_NAME = 16;
    static final int ATTRIBUTES = 24;
    static final int SIZE = 48;

    private ObjectAttributes() {}
  }

  /// `IO_STATUS_BLOCK` (wdm.h).
  static final class IoStatusBlock {
    static final int SIZE = 16;

    private IoStatusBlock() {}
  }

  /// `FILE_RENAME_INFORMATION` and `FILE_LINK_INFORMATION` (ntifs.h).
  static final class NewName {
    static final int FLAGS = 0;
    static final int ROOT_DIRECTORY = 8;
    static final int FILE_NAME_LENGTH = 16;
    static final int FILE_NAME = 20;
    static final int SMALLEST = 24;

    private NewName() {}
  }

  /// `FILE_FS_SIZE_INFORMATION` (ntifs.h).
  static final class FsSize {
    static final int SECTORS_PER_ALLOCATION_UNIT = 16;
    static final int BYTES_PER_SECTOR = 20;
    static final int SIZE = 24;

    private FsSize() {}
  }

  /// `FILE_BASIC_INFO` (winbase.h).
  static final class BasicInfo {
    static final int CREATION_TIME = 0;
    static final int LAST_WRITE_TIME = 16;
    static final int CHANGE_TIME = 24;
    static final int FILE_ATTRIBUTES = 32;
    static final int SIZE = 40;

    private BasicInfo() {}
  }

  /// `FILE_STANDARD_INFO` (winbase.h).
  static final class StandardInfo {
    static final int ALLOCATION_SIZE = 0;
    static final int END_OF_FILE = 8;
    static final int NUMBER_OF_LINKS = 16;
    static final int SIZE = 24;

    private StandardInfo() {}
  }

  /// `FILE_ATTRIBUTE_TAG_INFO` (winbase.h).
  static final class AttributeTagInfo {
    static final int REPARSE_TAG = 4;
    static final int SIZE = 8;

    private AttributeTagInfo() {}
  }

  /// `FILE_ID_INFO` (winbase.h).
  static final class IdInfo {
    static final int VOLUME_SERIAL_NUMBER = 0;
    static final int FILE_ID_LOW = 8;
    static final int FILE_ID_HIGH = 16;
    static final int SIZE = 24;

    private IdInfo() {}
  }

  /// `BY_HANDLE_FILE_INFORMATION` (fileapi.h).
  static final class OldInfo {
    static final int VOLUME_SERIAL_NUMBER = 28;
    static final int FILE_INDEX_HIGH = 44;
    static final int FILE_INDEX_LOW = 48;
    static final int SIZE = 52;

    private OldInfo() {}
  }

  /// `FILE_ID_BOTH_DIR_INFO` (winbase.h).
  static final class DirectoryInfo {
    static final int NEXT_ENTRY_OFFSET = 0;
    static final int FILE_NAME_LENGTH = 60;
    static final int FILE_NAME = 104;

    private DirectoryInfo() {}
  }

  /// `REPARSE_DATA_BUFFER` (ntifs.h).
  static final class ReparseDataBuffer {
    static final int REPARSE_TAG = 0;
    static final int SUBSTITUTE_NAME_OFFSET = 8;
    static final int SUBSTITUTE_NAME_LENGTH = 10;
    static final int PRINT_NAME_OFFSET = 12;
    static final int PRINT_NAME_LENGTH = 14;
    static final int MOUNT_POINT_PATH = 16;
    static final int SYMBOLIC_LINK_PATH = 20;
    static final int LARGEST = 16 << 10;

    private ReparseDataBuffer() {}
  }

  /// `OVERLAPPED` (minwinbase.h).
  static final class Overlapped {
    static final int OFFSET = 16;
    static final int OFFSET_HIGH = 20;
    static final int SIZE = 32;

    private Overlapped() {}
  }

  /// `DUPLICATE_EXTENTS_DATA` (winioctl.h).
  static final class DuplicateExtents {
    static final int FILE_HANDLE = 0;
    static final int SOURCE_FILE_OFFSET = 8;
    static final int TARGET_FILE_OFFSET = 16;
    static final int BYTE_COUNT = 24;
    static final int SIZE = 32;

    private DuplicateExtents() {}
  }
}
