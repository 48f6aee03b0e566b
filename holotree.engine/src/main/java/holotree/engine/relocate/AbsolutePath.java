package holotree.engine.relocate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What every path given to this package must be.
final class AbsolutePath {

  private AbsolutePath() {}

  /// A path as bytes.
  static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Checks `path`.
  ///
  /// @throws IllegalArgumentException if `path` is not absolute, is the root, ends with a slash or
  ///     holds a NUL
  static void check(byte[] path) {
    if (path.length < 2 || path[0] != '/' || path[path.length - 1] == '/') {
      throw new IllegalArgumentException("not absolute, the root, or a slash at its end");
    }
    for (byte b : path) {
      if (b == 0) {
        throw new IllegalArgumentException("a path holds no NUL");
      }
    }
  }
}
