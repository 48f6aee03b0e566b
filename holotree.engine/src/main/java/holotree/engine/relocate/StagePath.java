package holotree.engine.relocate;

import holotree.api.ContentKind;
import holotree.api.Escape;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The path of the directory being recorded, as the recorder was given it and as it is with every
/// symbolic link resolved, in every spelling. Immutable and thread-safe.
public final class StagePath {

  /// Shortest path that is looked for, bytes: a shorter one would match by chance.
  public static final int SHORTEST = 8;

  /// Shortest path that stands for itself wherever it stands, bytes: a shorter one may be part of
  /// another by chance, as `/opt/app` is of `/mnt/opt/app`.
  static final int UNMISTAKABLE = 64;

  /// And shortest last name of such a path, bytes: `/.../app` may well stand for the beginning of
  /// `/.../app-tools`. That of a directory made by `holotree stage` has 16 random digits and more.
  static final int UNMISTAKABLE_NAME = 20;

  private final SpelledPath path;
  private final List<Spelling> spellings;
  private final int shortest;

  /// @param given absolute, no slash at its end, bytes as the file system has them; copied
  /// @param resolved the same place with every symbolic link resolved; equal to `given` if there is
  ///     none; copied
  /// @throws IllegalArgumentException if either is not absolute, is the root or ends with a slash
  public StagePath(byte[] given, byte[] resolved) {
    this.path = new SpelledPath(given, resolved);
    this.shortest = Math.min(given.length, resolved.length);
    this.spellings = longestFirst(path);
  }

  /// The same, of paths.
  public static StagePath of(Path given, Path resolved) {
    return new StagePath(AbsolutePath.bytes(given), AbsolutePath.bytes(resolved));
  }

  /// The spellings that differ from those before them. The longer ones first: where two stand at one
  /// place, the longer one wins.
  private static List<Spelling> longestFirst(SpelledPath path) {
    List<Spelling> different = new ArrayList<>();
    for (Spelling spelling : Spelling.values()) {
      byte[] text = path.bytes(spelling);
      if (different.stream().noneMatch(other -> Arrays.equals(path.bytes(other), text))) {
        different.add(spelling);
      }
    }
    different.sort(Comparator.comparingInt(spelling -> -path.bytes(spelling).length));
    return List.copyOf(different);
  }

  /// Whether the path is long enough to be looked for. If not, the tree is recorded without
  /// relocations, and its recorder told so.
  public boolean usable() {
    return shortest >= SHORTEST;
  }

  /// Whether the path in this spelling needs nothing around it to be told from part of another one.
  /// The path itself has to be long: escapes add length and nothing that tells it apart.
  boolean isUnmistakable(Spelling spelling) {
    Spelling plain = spelling.isResolved() ? Spelling.RESOLVED : Spelling.GIVEN;
    byte[] own = path.bytes(plain);
    return own.length >= UNMISTAKABLE && lastName(own) >= UNMISTAKABLE_NAME;
  }

  private static int lastName(byte[] path) {
    int at = path.length;
    while (path[at - 1] != '/') {
      at--;
    }
    return path.length - at;
  }

  /// Length of one spelling, bytes; 0 for one that is not looked for, since another is the same.
  public int length(Spelling spelling) {
    return spellings.contains(spelling) ? path.bytes(spelling).length : 0;
  }

  /// The bytes of one spelling; not to be written to.
  byte[] bytes(Spelling spelling) {
    return path.bytes(spelling);
  }

  /// The spellings looked for, the longer ones first. No two are the same.
  List<Spelling> spellings() {
    return spellings;
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
    for (Spelling spelling : spellings) {
      if (spelling.escape() == Escape.NONE && begins(target, bytes(spelling))) {
        int length = length(spelling);
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
