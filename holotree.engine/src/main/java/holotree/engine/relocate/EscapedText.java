package holotree.engine.relocate;

import holotree.api.Escape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The bytes of a file taken as characters, some of them escaped: `%2D` is a hyphen. Bytes
/// that are no escape, and JSON's escapes of what is neither a slash nor in a name, stand for themselves.
///
/// @param bytes the file, or a part of it
/// @param escape what the escapes are
record EscapedText(MemorySegment bytes, Escape escape) {

  /// Longest character, bytes.
  static final int LONGEST = Escape.MOST_GROWTH;

  private static final int URL_CHARACTER = 3;
  private static final int JSON_UNICODE = 6;
  private static final int JSON_SLASH = 2;

  /// Length of the character at `at`, bytes.
  int lengthAt(long at) {
    if (isUrl()) {
      return hex(at, "%", URL_CHARACTER) >= 0 ? URL_CHARACTER : 1;
    }
    if (!isJson()) {
      return 1;
    }
    if (hex(at, "\\u", JSON_UNICODE) >= 0) {
      return JSON_UNICODE;
    }
    return isEscapedSlash(at) ? JSON_SLASH : 1;
  }

  /// Length of the character that ends before `end`, bytes.
  int lengthBefore(long end) {
    if (isUrl()) {
      return hex(end - URL_CHARACTER, "%", URL_CHARACTER) >= 0 ? URL_CHARACTER : 1;
    }
    if (!isJson()) {
      return 1;
    }
    if (hex(end - JSON_UNICODE, "\\u", JSON_UNICODE) >= 0) {
      return JSON_UNICODE;
    }
    return isEscapedSlash(end - JSON_SLASH) ? JSON_SLASH : 1;
  }

  /// The character of `length` bytes at `at`.
  int character(long at, int length) {
    return switch (length) {
      case JSON_UNICODE -> hex(at, "\\u", JSON_UNICODE);
      case URL_CHARACTER -> hex(at, "%", URL_CHARACTER);
      case JSON_SLASH -> '/';
      default -> byteAt(at) & 0xff;
    };
  }

  private boolean isEscapedSlash(long at) {
    return at >= 0 && at + 1 < bytes.byteSize() && byteAt(at) == '\\' && byteAt(at + 1) == '/';
  }

  private boolean isUrl() {
    return switch (escape) {
      case URL, URL_STRICT, URL_COMPONENT, URL_COMPONENT_LOWER -> true;
      case NONE, JSON, JSON_UTF8, JSON_SLASHES, JSON_SLASHES_UTF8 -> false;
    };
  }

  private boolean isJson() {
    return !isUrl() && escape != Escape.NONE;
  }

  /// The number behind `prefix`; -1 if that or a digit is missing.
  private int hex(long at, String prefix, int length) {
    if (at < 0 || at + length > bytes.byteSize()) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < length; i++) {
      byte b = byteAt(at + i);
      int digit = i < prefix.length() ? 0 : Character.digit(b, 16);
      if (digit < 0 || (i < prefix.length() && b != prefix.charAt(i))) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  private byte byteAt(long at) {
    return bytes.get(ValueLayout.JAVA_BYTE, at);
  }
}
