package holotree.api;

/// How a stage's path was spelled where a file holds it. The codes are on disk in catalogs and never
/// change.
public enum Spelling {
  /// The absolute path as the recorder was given it.
  GIVEN(0),
  /// The path with every symbolic link in it resolved; used only where that differs.
  RESOLVED(1);

  private final int code;

  Spelling(int code) {
    this.code = code;
  }

  /// The code on disk, 0 to 255.
  public int code() {
    return code;
  }
}
