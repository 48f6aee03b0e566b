package holotree.fs.windows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The trees that are open, so that they can be asked to let go of directories that stand in the way: Windows
/// neither renames a directory while something below it is open, nor removes one that is. Thread-safe.
final class OpenTrees {

  private final Set<OpenDirectories> open = new HashSet<>();

  /// Notes an open tree.
  synchronized void add(OpenDirectories tree) {
    open.add(tree);
  }

  /// Forgets a tree that is closed.
  synchronized void remove(OpenDirectories tree) {
    open.remove(tree);
  }

  /// Has the trees of a directory close all but their root that is not in use.
  ///
  /// @param root what the directory is
  void letGoOf(FileFacts root) {
    for (OpenDirectories tree : all()) {
      if (tree.hasRoot(root)) {
        tree.letGo();
      }
    }
  }

  /// Has all trees close what is not in use.
  void letGo() {
    all().forEach(OpenDirectories::letGo);
  }

  private synchronized List<OpenDirectories> all() {
    return new ArrayList<>(open);
  }
}
