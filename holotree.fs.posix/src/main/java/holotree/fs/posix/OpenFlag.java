package holotree.fs.posix;

/// The combinations of open flags in use. All close on exec, and none follows a symbolic link in
/// the last name unless it says so.
final class OpenFlag {

  private static final int WRONLY = 1;
  private static final int RDWR = 2;
  private static final int CREAT = 0x40;
  private static final int EXCL = 0x80;
  private static final int NOCTTY = 0x100;
  private static final int APPENDING = 0x400;
  private static final int NONBLOCK = 0x800;
  private static final int CLOEXEC = 0x80000;
  private static final int PATH = 0x200000;
  private static final int GUARDED = CLOEXEC | Abi.O_NOFOLLOW;

  /// A directory.
  static final int DIRECTORY = GUARDED | Abi.O_DIRECTORY;

  /// A directory, the last name followed if it is a link: for roots alone.
  static final int ROOT = CLOEXEC | Abi.O_DIRECTORY;

  /// Anything, links followed, to know where it is and no more.
  static final int LOCATE = CLOEXEC | PATH;

  /// A directory, links followed, to know that it is one and no more.
  static final int LOCATE_DIRECTORY = LOCATE | Abi.O_DIRECTORY;

  /// Anything, itself if it is a link, to know what it is and no more.
  static final int LOOK = GUARDED | PATH;

  /// A file to read. Not blocking, so that a FIFO that stands there is opened, seen and refused
  /// instead of waited for.
  static final int READ = GUARDED | NONBLOCK | NOCTTY;

  /// A file to read and write, under the same guard.
  static final int READ_WRITE = READ | RDWR;

  /// As [#READ_WRITE], made if it is not there.
  static final int READ_WRITE_OR_CREATE = READ_WRITE | CREAT;

  /// A new file to write.
  static final int CREATE = GUARDED | WRONLY | CREAT | EXCL;

  /// A file to write at its end, made if it is not there; not blocking, as [#READ].
  static final int APPEND = GUARDED | NONBLOCK | NOCTTY | WRONLY | CREAT | APPENDING;

  private OpenFlag() {}
}
