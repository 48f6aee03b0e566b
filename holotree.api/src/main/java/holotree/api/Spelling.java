package holotree.api;

/// How a stage's path was spelled where a file holds it: which path, and how it was escaped. The codes
/// are on disk in catalogs and never change.
public enum Spelling {
  /// The absolute path as the recorder was given it.
  GIVEN(0, false, Escape.NONE),
  /// The path with every symbolic link in it resolved; used only where that differs.
  RESOLVED(1, true, Escape.NONE),
  /// [#GIVEN] in JSON.
  GIVEN_JSON(2, false, Escape.JSON),
  /// [#RESOLVED] in JSON.
  RESOLVED_JSON(3, true, Escape.JSON),
  /// [#GIVEN] in JSON and UTF-8.
  GIVEN_JSON_UTF8(4, false, Escape.JSON_UTF8),
  /// [#RESOLVED] in JSON and UTF-8.
  RESOLVED_JSON_UTF8(5, true, Escape.JSON_UTF8),
  /// [#GIVEN] in JSON that escapes slashes.
  GIVEN_JSON_SLASHES(6, false, Escape.JSON_SLASHES),
  /// [#RESOLVED] in JSON that escapes slashes.
  RESOLVED_JSON_SLASHES(7, true, Escape.JSON_SLASHES),
  /// [#GIVEN] in JSON and UTF-8 that escapes slashes.
  GIVEN_JSON_SLASHES_UTF8(8, false, Escape.JSON_SLASHES_UTF8),
  /// [#RESOLVED] in JSON and UTF-8 that escapes slashes.
  RESOLVED_JSON_SLASHES_UTF8(9, true, Escape.JSON_SLASHES_UTF8),
  /// [#GIVEN] as the path of a URL.
  GIVEN_URL(10, false, Escape.URL),
  /// [#RESOLVED] as the path of a URL.
  RESOLVED_URL(11, true, Escape.URL),
  /// [#GIVEN] as the path of a URL, with little but letters and digits as they are.
  GIVEN_URL_STRICT(12, false, Escape.URL_STRICT),
  /// [#RESOLVED] as the path of a URL, with little but letters and digits as they are.
  RESOLVED_URL_STRICT(13, true, Escape.URL_STRICT),
  /// [#GIVEN] as a component of a URL.
  GIVEN_URL_COMPONENT(14, false, Escape.URL_COMPONENT),
  /// [#RESOLVED] as a component of a URL.
  RESOLVED_URL_COMPONENT(15, true, Escape.URL_COMPONENT),
  /// [#GIVEN] as a component of a URL, in lower-case digits.
  GIVEN_URL_COMPONENT_LOWER(16, false, Escape.URL_COMPONENT_LOWER),
  /// [#RESOLVED] as a component of a URL, in lower-case digits.
  RESOLVED_URL_COMPONENT_LOWER(17, true, Escape.URL_COMPONENT_LOWER);

  /// The number of spellings; codes are below it.
  public static final int COUNT = 18;

  private static final Spelling[] BY_CODE = values();

  private final int code;
  private final boolean resolved;
  private final Escape escape;

  Spelling(int code, boolean resolved, Escape escape) {
    this.code = code;
    this.resolved = resolved;
    this.escape = escape;
  }

  /// The spelling with this code.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Spelling of(int code) {
    if (code < 0 || code >= COUNT) {
      throw new IllegalArgumentException("unknown spelling " + code);
    }
    return BY_CODE[code];
  }

  /// The code on disk, 0 to 255.
  public int code() {
    return code;
  }

  /// Whether it is the path with every symbolic link resolved, not the one given.
  public boolean isResolved() {
    return resolved;
  }

  /// How the path is escaped.
  public Escape escape() {
    return escape;
  }
}
