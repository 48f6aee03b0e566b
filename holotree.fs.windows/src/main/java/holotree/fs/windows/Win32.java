package holotree.fs.windows;

/// Numbers that Windows gives to things, named as its headers name them (winnt.h, winerror.h, ntifs.h).
final class Win32 {

  // Access: what a handle may be used for.
  static final int READ_DATA = 0x1;
  static final int LIST_DIRECTORY = 0x1;
  static final int WRITE_DATA = 0x2;
  static final int APPEND_DATA = 0x4;
  static final int READ_ATTRIBUTES = 0x80;
  static final int WRITE_ATTRIBUTES = 0x100;
  static final int DELETE = 0x1_0000;

  // Sharing: what others may do meanwhile.
  static final int SHARE_READ = 1;
  static final int SHARE_WRITE = 2;
  static final int SHARE_DELETE = 4;
  static final int SHARE_ALL = SHARE_READ | SHARE_WRITE | SHARE_DELETE;

  // Disposition: what is there, and what comes to be there.
  static final int OPEN = 1;
  static final int CREATE = 2;
  static final int OPEN_IF = 3;

  // Options: what it must be.
  static final int DIRECTORY_FILE = 0x1;
  static final int NON_DIRECTORY_FILE = 0x40;

  static final int ATTRIBUTE_READONLY = 0x1;
  static final int ATTRIBUTE_DIRECTORY = 0x10;
  static final int ATTRIBUTE_NORMAL = 0x80;
  static final int ATTRIBUTE_REPARSE_POINT = 0x400;

  static final int REPARSE_TAG_MOUNT_POINT = 0xA000_0003;
  static final int REPARSE_TAG_SYMLINK = 0xA000_000C;

  static final int VOLUME_CASE_SENSITIVE_SEARCH = 0x1;
  static final int VOLUME_NAMED_STREAMS = 0x4_0000;
  static final int VOLUME_HARD_LINKS = 0x40_0000;
  static final int VOLUME_REPARSE_POINTS = 0x80;
  static final int VOLUME_BLOCK_REFCOUNTING = 0x800_0000;
  static final int VOLUME_READ_ONLY = 0x8_0000;

  static final int ERROR_INVALID_FUNCTION = 1;
  static final int ERROR_FILE_NOT_FOUND = 2;
  static final int ERROR_PATH_NOT_FOUND = 3;
  static final int ERROR_TOO_MANY_OPEN_FILES = 4;
  static final int ERROR_ACCESS_DENIED = 5;
  static final int ERROR_NOT_SAME_DEVICE = 17;
  static final int ERROR_NO_MORE_FILES = 18;
  static final int ERROR_WRITE_PROTECT = 19;
  static final int ERROR_SHARING_VIOLATION = 32;
  static final int ERROR_LOCK_VIOLATION = 33;
  static final int ERROR_HANDLE_EOF = 38;
  static final int ERROR_HANDLE_DISK_FULL = 39;
  static final int ERROR_NOT_SUPPORTED = 50;
  static final int ERROR_FILE_EXISTS = 80;
  static final int ERROR_INVALID_PARAMETER = 87;
  static final int ERROR_DISK_FULL = 112;
  static final int ERROR_INVALID_NAME = 123;
  static final int ERROR_DIR_NOT_EMPTY = 145;
  static final int ERROR_ALREADY_EXISTS = 183;
  static final int ERROR_FILENAME_EXCED_RANGE = 206;
  static final int ERROR_DIRECTORY = 267;
  static final int ERROR_DELETE_PENDING = 303;
  static final int ERROR_DIRECTORY_NOT_SUPPORTED = 336;
  static final int ERROR_BLOCK_TOO_MANY_REFERENCES = 347;
  static final int ERROR_TOO_MANY_LINKS = 1142;
  static final int ERROR_USER_MAPPED_FILE = 1224;
  static final int ERROR_DISK_QUOTA_EXCEEDED = 1295;
  static final int ERROR_PRIVILEGE_NOT_HELD = 1314;
  static final int ERROR_NOT_A_REPARSE_POINT = 4390;
  static final int ERROR_REPARSE_TAG_INVALID = 4393;

  private Win32() {}
}
