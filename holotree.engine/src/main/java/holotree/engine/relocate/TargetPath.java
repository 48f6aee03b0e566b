package holotree.engine.relocate;

import holotree.api.Spelling;
import java.nio.file.Path;

/// The path of the place being restored to, as given and with every symbolic link resolved.
/// Immutable and thread-safe.
public final class TargetPath {

  private final SpelledPath path;

  /// @param given absolute, no slash at its end, bytes as the file system has them; copied
  /// @param resolved the same place with every symbolic link resolved; equal to `given` if there is
  ///     none; copied
  /// @throws IllegalArgumentException if either is not absolute, is the root or ends with a slash
  public TargetPath(byte[] given, byte[] resolved) {
    this.path = new SpelledPath(given, resolved);
  }

  /// The same, of paths.
  public static TargetPath of(Path given, Path resolved) {
    return new TargetPath(AbsolutePath.bytes(given), AbsolutePath.bytes(resolved));
  }

  /// Length of what replaces a place of one spelling, bytes.
  public int length(Spelling spelling) {
    return bytes(spelling).length;
  }

  /// What replaces a place of one spelling; not to be written to.
  byte[] bytes(Spelling spelling) {
    return path.bytes(spelling);
  }
}
