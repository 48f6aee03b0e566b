package holotree.cli;

import holotree.cli.TreeSnapshot.Entry;
import holotree.engine.VerifyReport.Aspect;
import holotree.engine.VerifyReport.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How a restored tree compares with the tree that was recorded.
///
/// @param relocated entries that differ only as they should: where the old tree's path stood is the
///   new one's
/// @param differences what else differs, by path
record TreeComparison(long relocated, List<Difference> differences) {

  private static final String BYTE_CODE = ".pyc";

  TreeComparison {
    differences = List.copyOf(differences);
  }

  /// Compares two trees.
  ///
  /// @throws IOException if a file that differs cannot be read again
  static TreeComparison of(TreeSnapshot recorded, TreeSnapshot restored) throws IOException {
    long relocated = 0;
    List<Difference> differences = new ArrayList<>();
    Set<String> paths = new TreeSet<>(recorded.entries().keySet());
    paths.addAll(restored.entries().keySet());
    for (String path : paths) {
      Entry expected = recorded.entries().get(path);
      Entry actual = restored.entries().get(path);
      List<Difference> found = compare(path, expected, actual);
      boolean contentDiffers = found.removeIf(TreeComparison::isContent);
      if (contentDiffers && expected != null && actual != null) {
        if (isRelocated(recorded.root(), restored.root(), path, expected, actual)) {
          relocated++;
        } else {
          found.add(contentDifference(path, expected, actual));
        }
      }
      differences.addAll(found);
    }
    return new TreeComparison(relocated, differences);
  }

  /// The same without the byte code that is missing, if that is as much as `leftOut`, what the
  /// restore said it left out.
  TreeComparison allowing(long leftOut) {
    List<Difference> others =
        differences.stream()
            .filter(each -> each.aspect() != Aspect.MISSING || !each.path().endsWith(BYTE_CODE))
            .toList();
    return differences.size() - others.size() == leftOut
        ? new TreeComparison(relocated, others)
        : this;
  }

  private static List<Difference> compare(
      String path, @Nullable Entry expected, @Nullable Entry actual) {
    List<Difference> found = new ArrayList<>();
    if (expected == null || actual == null) {
      Aspect aspect = actual == null ? Aspect.MISSING : Aspect.EXTRA;
      found.add(new Difference(path, aspect, type(expected), type(actual)));
      return found;
    }
    add(found, path, Aspect.TYPE, expected.type(), actual.type());
    add(found, path, Aspect.MODE, expected.mode(), actual.mode());
    add(found, path, Aspect.MTIME, expected.mtime().toString(), actual.mtime().toString());
    add(found, path, Aspect.CONTENT, expected.content(), actual.content());
    return found;
  }

  private static void add(
      List<Difference> found, String path, Aspect aspect, String expected, String actual) {
    if (!expected.equals(actual)) {
      found.add(new Difference(path, aspect, expected, actual));
    }
  }

  private static String type(@Nullable Entry entry) {
    return entry == null ? "nothing" : entry.type();
  }

  private static boolean isContent(Difference difference) {
    return difference.aspect() == Aspect.CONTENT;
  }

  private static Difference contentDifference(String path, Entry expected, Entry actual) {
    if (expected.type().equals("symlink")) {
      return new Difference(path, Aspect.TARGET, expected.content(), actual.content());
    }
    return expected.size() == actual.size()
        ? new Difference(path, Aspect.CONTENT, expected.content(), actual.content())
        : new Difference(
            path, Aspect.SIZE, Long.toString(expected.size()), Long.toString(actual.size()));
  }

  // Where the old path was, the new one is; byte code may have filler there instead.
  private static boolean isRelocated(
      Path recorded, Path restored, String path, Entry expected, Entry actual) throws IOException {
    if (!expected.type().equals(actual.type())) {
      return false;
    }
    String old = recorded.toString();
    String now = restored.toString();
    if (expected.type().equals("symlink")) {
      return expected.content().contains(old) && actual.content().contains(now);
    }
    return PathSearch.holds(recorded.resolve(path), old)
        && (path.endsWith(BYTE_CODE) || PathSearch.holds(restored.resolve(path), now));
  }
}
