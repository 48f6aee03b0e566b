package holotree.fs.posix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What a name must be, and how names become bytes and text.
final class EntryName {

  /// Longest name that Linux has anywhere, bytes.
  static final int MAX_BYTES = 255;

  private EntryName() {}

  /// Checks a single name.
  ///
  /// @throws IllegalArgumentException if it is empty, `.`, `..`, over 255 bytes, or holds `/` or
  ///   NUL
  static void check(byte[] name) {
    if (name.length == 0 || name.length > MAX_BYTES) {
      throw new IllegalArgumentException("name of " + name.length + " bytes");
    }
    for (byte b : name) {
      if (b == 0 || b == '/') {
        throw new IllegalArgumentException("name with NUL or /: " + text(name));
      }
    }
    if (name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'))) {
      throw new IllegalArgumentException("name " + text(name));
    }
  }

  /// A name as text for people; what is not UTF-8 shows as U+FFFD.
  static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  /// Text as the bytes of a name.
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A whole path as bytes.
  ///
  /// @throws IllegalArgumentException if it is not absolute
  static byte[] bytes(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
    return bytes(path.toString());
  }
}
