package holotree.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/// What `--exclude` leaves out.
final class ExcludeRule {

  private ExcludeRule() {}

  /// Whether the entry at a path below the stage matches one of `globs`, as
  /// `java.nio.file.FileSystem.getPathMatcher` understands them: one without `/` is compared with names
  /// at any depth, one with `/` with the whole path.
  ///
  /// @throws IllegalArgumentException if one is no glob
  static Predicate<byte[]> of(List<String> globs) {
    List<PathMatcher> names = new ArrayList<>();
    List<PathMatcher> paths = new ArrayList<>();
    for (String glob : globs) {
      String bare = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
      try {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + bare);
        (bare.contains("/") ? paths : names).add(matcher);
      } catch (PatternSyntaxException malformed) {
        throw new IllegalArgumentException(
            "not a glob: " + glob + " (" + malformed.getDescription() + ")", malformed);
      }
    }
    return globs.isEmpty() ? path -> false : path -> matches(names, paths, path);
  }

  /// Refuses what is no glob.
  ///
  /// @throws IllegalArgumentException if one of `globs` is none
  static void check(List<String> globs) {
    Predicate<byte[]> _ = of(globs);
  }

  private static boolean matches(List<PathMatcher> names, List<PathMatcher> paths, byte[] bytes) {
    Path path;
    try {
      path = Path.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (InvalidPathException unnameable) {
      // A glob is text; a name that is none matches no glob.
      return false;
    }
    Path name = path.getFileName();
    return paths.stream().anyMatch(matcher -> matcher.matches(path))
        || (name != null && names.stream().anyMatch(matcher -> matcher.matches(name)));
  }
}
