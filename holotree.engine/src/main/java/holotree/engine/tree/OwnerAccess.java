package holotree.engine.tree;

import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;

/// Lets the owner of a tree work in its directories: a tree may hold some that lock out even him.
public final class OwnerAccess {

  private static final int ALL = 0700;
  private static final int LOOK_INTO = 0500;

  private OwnerAccess() {}

  /// Whether a mode locks out the owner.
  public static boolean isMissing(int mode) {
    return (mode & ALL) != ALL;
  }

  /// Whether a mode lets the owner list a directory and look at what is in it.
  public static boolean canLookInto(int mode) {
    return (mode & LOOK_INTO) == LOOK_INTO;
  }

  /// Gives the owner every right in an open directory; its time stays.
  public static void give(SpaceTree tree, TreeDirectory directory) {
    FileStat stat = tree.stat(directory);
    if (isMissing(stat.mode())) {
      tree.finishDirectory(directory, stat.mode() | ALL, stat.mtimeSeconds(), stat.mtimeNanos());
    }
  }

  /// Gives the owner every right in the directory `name` of `parent`, which he may not be able to open;
  /// its time stays.
  ///
  /// @param stat what it is
  public static void give(SpaceTree tree, TreeDirectory parent, byte[] name, FileStat stat) {
    if (isMissing(stat.mode())) {
      tree.setAttributes(parent, name, stat.mode() | ALL, stat.mtimeSeconds(), stat.mtimeNanos());
    }
  }
}
