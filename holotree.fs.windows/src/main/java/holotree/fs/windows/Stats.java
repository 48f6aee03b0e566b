package holotree.fs.windows;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;

/// What Windows says of a file, as the engine knows it.
///
/// There are no modes: a directory has 0755, a symbolic link 0777, a file 0644, or 0444 if it is read-only.
/// A junction counts as the symbolic link to a directory that it is in all but name. Other reparse points
/// (files that a cloud or a deduplication keeps elsewhere) are none of the kinds that can be recorded.
final class Stats {

  /// What a file is made read-only without, and what it has if it is not.
  static final int OWNER_WRITES = 0200;

  private static final int DIRECTORY_MODE = 0755;
  private static final int FILE_MODE = 0644;
  private static final int READ_ONLY_MODE = 0444;
  private static final int LINK_MODE = 0777;
  private static final long NO_OWNER = -1;

  // Numbers of 128 bits go into one of 64: of NTFS all bits are in the lower half, which stays as
  // it is.
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private Stats() {}

  /// What an open file is.
  static FileStat of(Kernel kernel, long handle) throws WindowsError {
    FileFacts facts = kernel.facts(handle);
    EntryKind kind = kind(facts);
    long size =
        switch (kind) {
          case SYMLINK -> Symlink.target(kernel.readLink(handle)).length;
          case DIRECTORY -> 0;
          case FILE, OTHER -> facts.size();
        };
    return new FileStat(
        kind,
        mode(kind, facts),
        size,
        FileTimes.seconds(facts.modified()),
        FileTimes.nanos(facts.modified()),
        FileTimes.seconds(facts.changed()),
        FileTimes.nanos(facts.changed()),
        facts.volume(),
        facts.idLow() ^ MIX * facts.idHigh(),
        facts.links(),
        facts.allocated(),
        NO_OWNER,
        false);
  }

  /// What kind of entry it is.
  static EntryKind kind(FileFacts facts) {
    if (isReparsePoint(facts)) {
      return facts.reparseTag() == Win32.REPARSE_TAG_SYMLINK
              || facts.reparseTag() == Win32.REPARSE_TAG_MOUNT_POINT
          ? EntryKind.SYMLINK
          : EntryKind.OTHER;
    }
    return isDirectory(facts) ? EntryKind.DIRECTORY : EntryKind.FILE;
  }

  /// Whether it is a link, or what a driver takes for something else.
  static boolean isReparsePoint(FileFacts facts) {
    return (facts.attributes() & Win32.ATTRIBUTE_REPARSE_POINT) != 0;
  }

  /// Whether it is a directory, or a link to one.
  static boolean isDirectory(FileFacts facts) {
    return (facts.attributes() & Win32.ATTRIBUTE_DIRECTORY) != 0;
  }

  /// Whether both are the same file.
  static boolean isSame(FileFacts one, FileFacts other) {
    return one.volume() == other.volume()
        && one.idHigh() == other.idHigh()
        && one.idLow() == other.idLow();
  }

  /// The attributes that a file has after it was given a mode.
  ///
  /// @param present those that it has
  static int attributes(int present, int mode) {
    int others = present & ~(Win32.ATTRIBUTE_READONLY | Win32.ATTRIBUTE_NORMAL);
    int wanted = (mode & OWNER_WRITES) == 0 ? others | Win32.ATTRIBUTE_READONLY : others;
    return wanted == 0 ? Win32.ATTRIBUTE_NORMAL : wanted;
  }

  private static int mode(EntryKind kind, FileFacts facts) {
    return switch (kind) {
      case DIRECTORY -> DIRECTORY_MODE;
      case SYMLINK -> LINK_MODE;
      case FILE ->
          (facts.attributes() & Win32.ATTRIBUTE_READONLY) == 0 ? FILE_MODE : READ_ONLY_MODE;
      case OTHER -> 0;
    };
  }
}
