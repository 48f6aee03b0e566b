package holotree.api;

/// What an entry of a catalog is. The codes are on disk and never change.
public enum EntryType {
  /// A directory.
  DIRECTORY(0),
  /// A regular file.
  FILE(1),
  /// A symbolic link.
  SYMLINK(2);

  private final int code;

  EntryType(int code) {
    this.code = code;
  }

  /// The type with this code.
  ///
  /// @throws IllegalArgumentException if there is none
  public static EntryType of(int code) {
    return switch (code) {
      case 0 -> DIRECTORY;
      case 1 -> FILE;
      case 2 -> SYMLINK;
      default -> throw new IllegalArgumentException("entry type " + code);
    };
  }

  /// The code on disk, 0 to 255.
  public int code() {
    return code;
  }
}
