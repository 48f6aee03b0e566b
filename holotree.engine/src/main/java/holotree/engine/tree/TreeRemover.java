package holotree.engine.tree;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Removes what is in a tree; symlinks are removed, never followed.
public final class TreeRemover {

  private TreeRemover() {}

  /// Removes everything below the root; the root stays.
  ///
  /// @return how many entries were removed
  public static long empty(SpaceTree tree) {
    OwnerAccess.give(tree, tree.root());
    return empty(tree, tree.root());
  }

  /// Removes the entry `name` of `directory` and everything below it, if it is there.
  ///
  /// @return how many entries were removed
  public static long remove(SpaceTree tree, TreeDirectory directory, byte[] name) {
    FileStat there = tree.stat(directory, name);
    if (there == null) {
      return 0;
    }
    if (there.kind() == EntryKind.DIRECTORY) {
      long below = empty(tree, open(tree, directory, name));
      tree.removeDirectory(directory, name);
      return below + 1;
    }
    tree.removeFile(directory, name);
    return 1;
  }

  private static TreeDirectory open(SpaceTree tree, TreeDirectory parent, byte[] name) {
    FileStat stat = tree.stat(parent, name);
    if (stat != null) {
      OwnerAccess.give(tree, parent, name, stat);
    }
    return tree.openDirectory(parent, name);
  }

  private static long empty(SpaceTree tree, TreeDirectory top) {
    long removed = 0;
    Deque<Level> open = new ArrayDeque<>();
    open.push(list(tree, top, new byte[0]));
    while (true) {
      Level level = open.getFirst();
      for (byte[] file : level.files) {
        tree.removeFile(level.directory, file);
        removed++;
      }
      level.files.clear();
      if (!level.directories.isEmpty()) {
        byte[] name = level.directories.removeLast();
        open.push(list(tree, open(tree, level.directory, name), name));
        continue;
      }
      open.pop();
      if (open.isEmpty()) {
        return removed;
      }
      level.directory.release();
      tree.removeDirectory(open.getFirst().directory, level.name);
      removed++;
    }
  }

  private static Level list(SpaceTree tree, TreeDirectory directory, byte[] name) {
    Level level = new Level(directory, name, new ArrayList<>(), new ArrayList<>());
    try (DirectoryCursor cursor = tree.list(directory)) {
      while (cursor.next()) {
        byte[] child = cursor.name();
        (cursor.stat().kind() == EntryKind.DIRECTORY ? level.directories : level.files).add(child);
      }
    }
    return level;
  }

  private record Level(
      TreeDirectory directory, byte[] name, List<byte[]> files, List<byte[]> directories) {}
}
