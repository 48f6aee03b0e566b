package holotree.api;

/// What a file that holds its stage's path is, as far as putting the path right is concerned. The
/// codes are on disk in catalogs and never change.
public enum ContentKind {
  /// No NUL byte anywhere: the path may change its length.
  TEXT(1),
  /// An ELF object: no byte may move, so a path is padded with slashes.
  ELF(2),
  /// A Python byte code file: length-prefixed strings, so no byte may move.
  PYC(3),
  /// Any other file with a NUL byte: no byte may move.
  BINARY(4);

  private final int code;

  ContentKind(int code) {
    this.code = code;
  }

  /// The kind with this code.
  ///
  /// @throws IllegalArgumentException if there is none
  public static ContentKind of(int code) {
    for (ContentKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("kind of content " + code);
  }

  /// The code on disk, 1 to 255.
  public int code() {
    return code;
  }

  /// Whether the file may become shorter or longer.
  public boolean mayChangeLength() {
    return this == TEXT;
  }
}
