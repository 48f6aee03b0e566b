package holotree.engine.relocate;

import holotree.api.Spelling;

/// One place, as given and as resolved, in every spelling. Immutable and thread-safe.
final class SpelledPath {

  private final byte[][] texts = new byte[Spelling.COUNT][];

  /// @param given absolute, no slash at its end, bytes as the file system has them; copied
  /// @param resolved the same place with every symbolic link resolved; equal to `given` if there is
  ///     none; copied
  /// @throws IllegalArgumentException if either is not absolute, is the root, ends with a slash or
  ///     holds a NUL
  SpelledPath(byte[] given, byte[] resolved) {
    AbsolutePath.check(given);
    AbsolutePath.check(resolved);
    for (Spelling spelling : Spelling.values()) {
      texts[spelling.code()] =
          EscapedPath.of(spelling.isResolved() ? resolved : given, spelling.escape());
    }
  }

  /// The bytes in one spelling; not to be written to.
  byte[] bytes(Spelling spelling) {
    return texts[spelling.code()];
  }
}
