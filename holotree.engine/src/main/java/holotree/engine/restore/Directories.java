package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.tree.OwnerAccess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The directories of a tree being filled: each is made when the first entry in it is placed, next to the
/// files it will hold. One that is there already is made ready to be worked in then. Thread-safe.
final class Directories {

  private static final int LOCKS = 64;

  private final Catalog catalog;
  private final SpaceTree tree;
  private final IntFunction<@Nullable TreeDirectory> there;
  private final AtomicReferenceArray<@Nullable TreeDirectory> worked;
  private final Object[] locks = new Object[LOCKS];

  /// @param there the directories that are there before anything is done; the root is one of them
  Directories(Catalog catalog, SpaceTree tree, IntFunction<@Nullable TreeDirectory> there) {
    this.catalog = catalog;
    this.tree = tree;
    this.there = there;
    this.worked = new AtomicReferenceArray<>(catalog.size());
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /// The directory `entry`, to make or remove entries in it; made with those above it if it is not
  /// there yet. It gets its mode and time in the end.
  TreeDirectory get(int entry) {
    TreeDirectory directory = worked.get(entry);
    return directory == null ? prepare(entry) : directory;
  }

  /// The directory `entry`, to work on what is in it; it is there.
  TreeDirectory existing(int entry) {
    TreeDirectory directory = there.apply(entry);
    if (directory == null) {
      throw new IllegalArgumentException("directory " + entry + " is not there");
    }
    return directory;
  }

  /// Makes the directory `entry` unless it is there.
  void ensure(int entry) {
    if (there.apply(entry) == null) {
      get(entry);
    }
  }

  private TreeDirectory prepare(int entry) {
    Deque<Integer> missing = new ArrayDeque<>();
    int at = entry;
    missing.push(at);
    while (there.apply(at) == null && worked.get(catalog.parent(at)) == null) {
      at = catalog.parent(at);
      missing.push(at);
    }
    TreeDirectory directory = null;
    for (int next : missing) {
      synchronized (locks[next % LOCKS]) {
        directory = worked.get(next);
        if (directory == null) {
          directory = there.apply(next) == null ? make(next) : opened(existing(next));
          worked.set(next, directory);
        }
      }
    }
    return Objects.requireNonNull(directory);
  }

  private TreeDirectory opened(TreeDirectory directory) {
    OwnerAccess.give(tree, directory);
    return directory;
  }

  private TreeDirectory make(int entry) {
    TreeDirectory parent = Objects.requireNonNull(worked.get(catalog.parent(entry)));
    return tree.makeDirectory(parent, catalog.name(entry), catalog.mode(entry));
  }

  /// Gives its mode and time to every directory that was worked in and that its owner may still work in.
  ///
  /// @param share which of `shares` parts is done here, from 0
  void finish(int share, int shares, PlacedEntries placed) {
    for (int entry = catalog.size() - 1 - share; entry >= 0; entry -= shares) {
      if (worked.get(entry) != null && !locksOut(entry)) {
        finish(entry, placed);
      }
    }
  }

  /// Finishes the directories that lock out their owner, deepest first, once all others are finished.
  void finishLocked(PlacedEntries placed) {
    for (int entry = catalog.size() - 1; entry >= 0; entry--) {
      if (worked.get(entry) != null && locksOut(entry)) {
        finish(entry, placed);
      }
    }
  }

  private boolean locksOut(int entry) {
    return OwnerAccess.isMissing(catalog.mode(entry));
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
