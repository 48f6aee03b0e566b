package holotree.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What find and sha256sum say of a tree: type, mode, modification time, symlink target and path of
/// every entry, the root included, and the digest of every file.
///
/// @param lines one for each entry and file, a character for each byte
public record TreeListing(List<String> lines) {

  // The sizes of directories are the file system's own business.
  private static final String COMMANDS =
      """
      cd "$1"
      find . -printf '%y %m %T@ %l %p\\0' | sort -z
      find . -type f -print0 | sort -z | xargs -0 -r sha256sum -z
      """;

  private static final int SHOWN = 20;

  public TreeListing {
    lines = List.copyOf(lines);
  }

  /// The listing of what is at `tree` now.
  public static TreeListing of(Path tree) {
    return new TreeListing(List.of(Program.shell(COMMANDS, tree).output().split("\0")));
  }

  /// Asserts that `tree` is still, or again, what this listing says.
  public void assertSameAs(Path tree) {
    List<String> differences = differences(of(tree));
    assertThat(differences.stream().limit(SHOWN))
        .as("%d differences in %s", differences.size(), tree)
        .isEmpty();
  }

  private List<String> differences(TreeListing other) {
    List<String> differences = new ArrayList<>();
    subtract(lines, other.lines).forEach(line -> differences.add("- " + line));
    subtract(other.lines, lines).forEach(line -> differences.add("+ " + line));
    return differences;
  }

  private static List<String> subtract(List<String> lines, List<String> others) {
    List<String> left = new ArrayList<>(lines);
    left.removeAll(new HashSet<>(others));
    return left;
  }
}
