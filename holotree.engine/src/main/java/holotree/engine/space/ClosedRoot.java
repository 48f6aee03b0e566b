package holotree.engine.space;

import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.SpaceTree;
import holotree.engine.tree.OwnerAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A root that even its owner may not look into, such as one of mode 0300.
public final class ClosedRoot {

  private ClosedRoot() {}

  /// Whether it may be one.
  static boolean is(FileStat root) {
    return root.kind() == EntryKind.DIRECTORY && !OwnerAccess.canLookInto(root.mode());
  }

  /// Opens the tree at `path`, its owner let in first where that is needed. The caller closes it.
  ///
  /// @param path absolute
  /// @param beforeChange called before the mode of the root is changed
  /// @throws RefusedException if it cannot be opened all the same
  public static SpaceTree open(FileSystemStrategy strategy, Path path, Runnable beforeChange) {
    try {
      return strategy.openTree(path);
    } catch (RefusedException refused) {
      FileStat root = strategy.stat(path);
      Path parent = path.getParent();
      Path name = path.getFileName();
      if (root == null || !is(root) || parent == null || name == null) {
        throw refused;
      }
      beforeChange.run();
      try (SpaceTree above = strategy.openTree(parent)) {
        OwnerAccess.give(
            above, above.root(), name.toString().getBytes(StandardCharsets.UTF_8), root);
      }
      return strategy.openTree(path);
    }
  }
}
