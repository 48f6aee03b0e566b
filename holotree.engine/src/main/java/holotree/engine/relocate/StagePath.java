package holotree.engine.relocate;

import holotree.api.ContentKind;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The path of the directory being recorded, as the recorder was given it and as it is with every
/// symbolic link resolved. Immutable and thread-safe.
public final class StagePath {

  /// Shortest path that is looked for, bytes: a shorter one would match by chance.
  public static final int SHORTEST = 8;

  private final byte[] given;
  private final byte[] resolved;
  private final boolean different;

  /// @param given absolute, no slash at its end, bytes as the file system has them; copied
  /// @param resolved the same place with every symbolic link resolved; equal to `given` if there is
  ///     none; copied
  /// @throws IllegalArgumentException if either is not absolute, is the root or ends with a slash
  public StagePath(byte[] given, byte[] resolved) {
    this.given = AbsolutePath.checked(given);
    this.resolved = AbsolutePath.checked(resolved);
    this.different = !Arrays.equals(given, resolved);
  }

  /// Whether the path is long enough to be looked for. If not, the tree is recorded without
  /// relocations, and its recorder told so.
  public boolean usable() {
    return Math.min(given.length, resolved.length) >= SHORTEST;
  }

  /// Whether the resolved spelling is looked for beside the given one.
  public boolean hasResolved() {
    return different;
  }

  /// Length of one spelling, bytes; 0 for [Spelling#RESOLVED] where that does not differ.
  public int length(Spelling spelling) {
    return switch (spelling) {
      case GIVEN -> given.length;
      case RESOLVED -> different ? resolved.length : 0;
    };
  }

  /// The bytes of one spelling; not to be written to.
  byte[] bytes(Spelling spelling) {
    return spelling == Spelling.GIVEN ? given : resolved;
  }

  /// The spellings looked for, the longer one first: where both stand at one place, it wins.
  Spelling[] longestFirst() {
    if (!different) {
      return new Spelling[] {Spelling.GIVEN};
    }
    return given.length >= resolved.length
        ? new Spelling[] {Spelling.GIVEN, Spelling.RESOLVED}
        : new Spelling[] {Spelling.RESOLVED, Spelling.GIVEN};
  }

  /// Puts filler where a symlink's target begins with the path, as a whole or before a slash.
  ///
  /// @param target what the symlink holds; written to
  /// @return the place of the filler; null, and `target` as it was, if the target lies elsewhere or
  ///     the path is not usable
  public @Nullable Relocations replaceInTarget(byte[] target) {
    if (!usable()) {
      return null;
    }
    for (Spelling spelling : longestFirst()) {
      int length = length(spelling);
      if (begins(target, bytes(spelling))) {
        System.arraycopy(Filler.of(length), 0, target, 0, length);
        return new Relocations(
            ContentKind.TEXT, new long[] {0}, new byte[] {(byte) spelling.code()});
      }
    }
    return null;
  }

  private static boolean begins(byte[] target, byte[] path) {
    return target.length >= path.length
        && Arrays.equals(target, 0, path.length, path, 0, path.length)
        && (target.length == path.length || target[path.length] == '/');
  }
}
