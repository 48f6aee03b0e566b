package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The directories of a tree being built: each is made when the first entry in it is placed, next to the
/// files it will hold. Thread-safe.
final class Directories {

  private static final int LOCKS = 64;
  private static final int OWNER_ALL = 0700;

  private final Catalog catalog;
  private final SpaceTree tree;
  private final AtomicReferenceArray<TreeDirectory> made;
  private final Object[] locks = new Object[LOCKS];

  Directories(Catalog catalog, SpaceTree tree) {
    this.catalog = catalog;
    this.tree = tree;
    this.made = new AtomicReferenceArray<>(catalog.size());
    made.set(0, tree.root());
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /// The directory `entry`, made with those above it if it is not there yet.
  TreeDirectory get(int entry) {
    TreeDirectory directory = made.get(entry);
    return directory == null ? make(entry) : directory;
  }

  private TreeDirectory make(int entry) {
    Deque<Integer> missing = new ArrayDeque<>();
    int at = entry;
    while (made.get(at) == null) {
      missing.push(at);
      at = catalog.parent(at);
    }
    TreeDirectory directory = made.get(at);
    for (int next : missing) {
      synchronized (locks[next % LOCKS]) {
        TreeDirectory there = made.get(next);
        if (there == null) {
          there = tree.makeDirectory(directory, catalog.name(next), catalog.mode(next));
          made.set(next, there);
        }
        directory = there;
      }
    }
    return directory;
  }

  /// Gives its mode and time to every directory that its owner may still work in.
  ///
  /// @param share which of `shares` parts is done here, from 0
  void finish(int share, int shares, PlacedEntries placed) {
    for (int entry = catalog.size() - 1 - share; entry >= 0; entry -= shares) {
      if (catalog.type(entry) == EntryType.DIRECTORY && !locksOut(entry)) {
        finish(entry, placed);
      }
    }
  }

  /// Finishes the directories that lock out their owner, deepest first, once all others are finished.
  void finishLocked(PlacedEntries placed) {
    for (int entry = catalog.size() - 1; entry >= 0; entry--) {
      if (catalog.type(entry) == EntryType.DIRECTORY && locksOut(entry)) {
        finish(entry, placed);
      }
    }
  }

  private boolean locksOut(int entry) {
    return (catalog.mode(entry) & OWNER_ALL) != OWNER_ALL;
  }

  private void finish(int entry, PlacedEntries placed) {
    TreeDirectory directory = get(entry);
    FileStat stat =
        tree.finishDirectory(
            directory, catalog.mode(entry), catalog.mtimeSeconds(entry), catalog.mtimeNanos(entry));
    placed.directory(entry, stat);
    directory.release();
  }
}
