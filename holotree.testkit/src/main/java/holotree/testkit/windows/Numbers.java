package holotree.testkit.windows;

/// Numbers of Windows that go into calls and come out of them, named as its headers name them (winnt.h,
/// winerror.h, ntifs.h).
public final class Numbers {

  /// Access: to read a file, to list a directory.
  public static final int READ_DATA = 0x1;

  /// Access: to write.
  public static final int WRITE_DATA = 0x2;

  /// Access: to write at the end.
  public static final int APPEND_DATA = 0x4;

  /// Access: to ask for facts.
  public static final int READ_ATTRIBUTES = 0x80;

  /// Access: to set facts.
  public static final int WRITE_ATTRIBUTES = 0x100;

  /// Access: to delete and to rename.
  public static final int DELETE = 0x1_0000;

  /// Others may read.
  public static final int SHARE_READ = 1;

  /// Others may write.
  public static final int SHARE_WRITE = 2;

  /// Others may delete and rename.
  public static final int SHARE_DELETE = 4;

  /// Others may do what they like.
  public static final int SHARE_ALL = SHARE_READ | SHARE_WRITE | SHARE_DELETE;

  /// Disposition: it is there.
  public static final int OPEN = 1;

  /// Disposition: it is made.
  public static final int CREATE = 2;

  /// Disposition: it is made if it is not there.
  public static final int OPEN_IF = 3;

  /// Option: a directory.
  public static final int DIRECTORY_FILE = 0x1;

  /// Option: no directory.
  public static final int NON_DIRECTORY_FILE = 0x40;

  /// Attribute: not to be written to.
  public static final int ATTRIBUTE_READONLY = 0x1;

  /// Attribute: a directory, or a link made for one.
  public static final int ATTRIBUTE_DIRECTORY = 0x10;

  /// Attribute that each new file has.
  public static final int ATTRIBUTE_ARCHIVE = 0x20;

  /// Attribute: none of the others.
  public static final int ATTRIBUTE_NORMAL = 0x80;

  /// Attribute: a link.
  public static final int ATTRIBUTE_REPARSE_POINT = 0x400;

  /// What a symbolic link is.
  public static final int REPARSE_TAG_SYMLINK = 0xA000_000C;

  static final int VOLUME_CASE_SENSITIVE_SEARCH = 0x1;
  static final int VOLUME_REPARSE_POINTS = 0x80;
  static final int VOLUME_NAMED_STREAMS = 0x4_0000;
  static final int VOLUME_READ_ONLY = 0x8_0000;
  static final int VOLUME_HARD_LINKS = 0x40_0000;
  static final int VOLUME_BLOCK_REFCOUNTING = 0x800_0000;

  static final int MAX_NAME = 255;
  static final int MAX_PATH = 260;
  static final int MAX_LONG_PATH = 32_767;
  static final int CLUSTER = 4096;

  static final int ERROR_INVALID_FUNCTION = 1;
  static final int ERROR_FILE_NOT_FOUND = 2;
  static final int ERROR_PATH_NOT_FOUND = 3;
  static final int ERROR_TOO_MANY_OPEN_FILES = 4;
  static final int ERROR_ACCESS_DENIED = 5;
  static final int ERROR_NOT_SAME_DEVICE = 17;
  static final int ERROR_WRITE_PROTECT = 19;
  static final int ERROR_SHARING_VIOLATION = 32;
  static final int ERROR_BAD_NETPATH = 53;
  static final int ERROR_INVALID_PARAMETER = 87;
  static final int ERROR_DISK_FULL = 112;
  static final int ERROR_INVALID_NAME = 123;
  static final int ERROR_DIR_NOT_EMPTY = 145;
  static final int ERROR_NOT_LOCKED = 158;
  static final int ERROR_ALREADY_EXISTS = 183;
  static final int ERROR_FILENAME_EXCED_RANGE = 206;
  static final int ERROR_DIRECTORY = 267;
  static final int ERROR_TOO_MANY_LINKS = 1142;
  static final int ERROR_PRIVILEGE_NOT_HELD = 1314;
  static final int ERROR_CANT_RESOLVE_FILENAME = 1921;
  static final int ERROR_NOT_A_REPARSE_POINT = 4390;

  static final int DATA_ACCESS = READ_DATA | WRITE_DATA | APPEND_DATA | DELETE;

  private Numbers() {}
}
