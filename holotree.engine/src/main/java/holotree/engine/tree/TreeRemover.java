package holotree.engine.tree;

import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes what is in a tree; symlinks are removed, never followed.
public final class TreeRemover {

  private final SpaceTree tree;
  private final FileStat root;
  private final byte[] at;
  // From where it began to where it is.
  private final Deque<Level> open = new ArrayDeque<>();

  /// @param at the path of the directory in which it begins
  private TreeRemover(SpaceTree tree, byte[] at) {
    this.tree = tree;
    this.root = tree.stat(tree.root());
    this.at = at;
  }

  /// Removes everything below the root; the root stays.
  ///
  /// @return how many entries were removed
  /// @throws UnsafeException if something is mounted there, which is left as it is
  public static long empty(SpaceTree tree) {
    OwnerAccess.give(tree, tree.root());
    TreeRemover remover = new TreeRemover(tree, new byte[0]);
    remover.list(tree.root(), new byte[0]);
    return remover.empty();
  }

  /// Removes the entry `name` of `directory` and everything below it, if it is there.
  ///
  /// @param path of the directory in the tree, for messages
  /// @return how many entries were removed
  /// @throws UnsafeException if something is mounted there, which is left as it is
  public static long remove(SpaceTree tree, TreeDirectory directory, byte[] path, byte[] name) {
    FileStat there = tree.stat(directory, name);
    if (there == null) {
      return 0;
    }
    if (there.kind() == EntryKind.DIRECTORY) {
      TreeRemover remover = new TreeRemover(tree, path);
      remover.enter(directory, name);
      long below = remover.empty();
      tree.removeDirectory(directory, name);
      return below + 1;
    }
    tree.removeFile(directory, name);
    return 1;
  }

  /// Goes on if nothing is mounted in a tree, as far as it can be looked into.
  ///
  /// @throws UnsafeException if something is
  public static void requireNoMounts(SpaceTree tree) {
    TreeRemover walk = new TreeRemover(tree, new byte[0]);
    walk.list(tree.root(), new byte[0]);
    while (!walk.open.isEmpty()) {
      Level level = walk.open.getFirst();
      if (level.directories.isEmpty()) {
        level.directory.release();
        walk.open.pop();
        continue;
      }
      byte[] name = level.directories.removeLast();
      try {
        walk.requireNoMount(level.directory, name);
        walk.list(tree.openDirectory(level.directory, name), name);
      } catch (RefusedException closed) {
        // Told by whoever removes it.
      }
    }
  }

  private @Nullable FileStat requireNoMount(TreeDirectory parent, byte[] name) {
    FileStat stat = tree.stat(parent, name);
    if (stat != null && MountPoints.isOne(root, stat)) {
      byte[] path = at;
      for (Level level : open.reversed()) {
        path = TreePath.join(path, level.name);
      }
      throw MountPoints.refusal(TreePath.join(path, name));
    }
    return stat;
  }

  private void enter(TreeDirectory parent, byte[] name) {
    FileStat stat = requireNoMount(parent, name);
    if (stat != null) {
      OwnerAccess.give(tree, parent, name, stat);
    }
    list(tree.openDirectory(parent, name), name);
  }

  private long empty() {
    long removed = 0;
    while (true) {
      Level level = open.getFirst();
      for (byte[] file : level.files) {
        tree.removeFile(level.directory, file);
        removed++;
      }
      level.files.clear();
      if (!level.directories.isEmpty()) {
        enter(level.directory, level.directories.removeLast());
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

  private void list(TreeDirectory directory, byte[] name) {
    Level level = new Level(directory, name, new ArrayList<>(), new ArrayList<>());
    try (DirectoryCursor cursor = tree.list(directory)) {
      while (cursor.next()) {
        byte[] child = cursor.name();
        (cursor.stat().kind() == EntryKind.DIRECTORY ? level.directories : level.files).add(child);
      }
    }
    open.push(level);
  }

  private record Level(
      TreeDirectory directory, byte[] name, List<byte[]> files, List<byte[]> directories) {}
}
