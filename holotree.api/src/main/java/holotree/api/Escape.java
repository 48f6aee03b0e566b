package holotree.api;

/// How a program writes a path into a file so that another reads it back: as it is, or in the escapes of
/// a syntax.
public enum Escape {
  /// The bytes of the path.
  NONE,
  /// A JSON string (RFC 8259, 7) in ASCII: `"`, `\` and control characters have a `\` before them, all
  /// beyond ASCII is `\`, `u` and four lower-case digits for each UTF-16 unit.
  JSON,
  /// A JSON string in UTF-8: as [#JSON], but characters beyond ASCII stand for themselves.
  JSON_UTF8,
  /// As [#JSON], and each slash is `\/`.
  JSON_SLASHES,
  /// As [#JSON_UTF8], and each slash is `\/`.
  JSON_SLASHES_UTF8,
  /// The path of a URL (RFC 3986, 3.3): what may not stand there is `%` and two upper-case digits for
  /// each byte; slashes stay.
  URL,
  /// As [#URL], but of all that may stand there letters, digits, slashes and `-._~` alone stay.
  URL_STRICT,
  /// One component of a URL: all but letters, digits and `-._~` is `%` and two upper-case digits, the
  /// slashes too.
  URL_COMPONENT,
  /// As [#URL_COMPONENT] with lower-case digits.
  URL_COMPONENT_LOWER;

  /// Most bytes that one byte of a path becomes.
  public static final int MOST_GROWTH = 6;
}
