package holotree.engine.space;

import holotree.api.error.HolotreeException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LockMode;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.tree.TreeRemover;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Removes a space: it is renamed aside first, so that it is whole or gone, and what an interrupted
/// removal leaves is cleared away by the next restore. A mount point cannot be renamed: it is marked
/// incomplete, emptied, and stays. On a full disk the space's state goes first, to make room for the mark.
public final class SpaceRemoval {

  private final SpaceRegistry registry;
  private final FileSystemStrategy strategy;

  /// Removes spaces of `registry`.
  public SpaceRemoval(SpaceRegistry registry, FileSystemStrategy strategy) {
    this.registry = registry;
    this.strategy = strategy;
  }

  /// Removes a space, its tree and its state.
  ///
  /// @return entries removed, the root included
  /// @throws UnsafeException if it went away meanwhile, or something is mounted in it
  /// @throws holotree.api.error.BusyException if it is in use, or a space in it is
  public long run(FoundSpace found) {
    SpaceState state = found.state();
    Path target = found.path();
    try (StoreLock _ = registry.lock(state.space(), target, LockMode.EXCLUSIVE);
        StoreLock _ = registry.lockSpacesIn(target)) {
      registry.findAgain(found);
      FileStat root = strategy.stat(target);
      if (root == null) {
        throw new UnsafeException("the space " + target, "it was moved or removed meanwhile");
      }
      try (SpaceTree tree = ClosedRoot.open(strategy, target, () -> {})) {
        found.requireMark(tree);
        TreeRemover.requireNoMounts(tree);
      }
      BuildingMark aside = BuildingMark.beside(state.space(), target);
      boolean noted = isNoted(aside);
      if (strategy.renameTree(target, aside.place()) instanceof Outcome.NotApplicable) {
        return emptyInPlace(state, target, root);
      }
      return removeAside(aside, root, noted || isNotedInPlaceOfState(aside));
    }
  }

  private long removeAside(BuildingMark aside, FileStat root, boolean noted) {
    try (SpaceTree tree = ClosedRoot.open(strategy, aside.place(), () -> {})) {
      requireSame(tree, root, aside.target());
      long removed = TreeRemover.empty(tree);
      registry.removeAside(aside);
      return removed + 1;
    } catch (HolotreeException failed) {
      throw failed.leaving(
          "The space "
              + aside.target()
              + " is gone; what is left of it is in "
              + aside.place()
              + (noted
                  ? ", which the next `holotree restore` removes if it can."
                  : ", which nothing tells of, since the disk is full: remove it by hand."));
    }
  }

  private long emptyInPlace(SpaceState state, Path target, FileStat root) {
    boolean noted = true;
    try (SpaceTree tree = ClosedRoot.open(strategy, target, () -> {})) {
      requireSame(tree, root, target);
      BuildingMark mark = BuildingMark.inPlace(state.space(), target, root, namesIn(tree));
      if (isNoted(mark)) {
        // From here on the mark alone counts: a state beside it would call half a tree complete.
        registry.removeState(state.space());
      } else {
        noted = isNotedInPlaceOfState(mark);
      }
      long removed = TreeRemover.empty(tree);
      registry.forget(state.space());
      return removed;
    } catch (HolotreeException failed) {
      throw failed.leaving(
          "What is left of the space "
              + target
              + (noted
                  ? " stays there, marked incomplete; the next `holotree restore` there removes it."
                  : " stays there, which nothing tells of, since the disk is full: remove it by hand."));
    }
  }

  private boolean isNoted(BuildingMark mark) {
    try {
      registry.write(mark);
      return true;
    } catch (NoSpaceException full) {
      return false;
    }
  }

  // On a full disk the state, which is at least as long, makes room for the mark. Without the state
  // the tree is no space any more, and not yet looked into. If someone else takes that room, it is
  // removed without a mark: interrupted then, the rest stays, and is refused by every command.
  private boolean isNotedInPlaceOfState(BuildingMark mark) {
    registry.removeState(mark.space());
    return isNoted(mark);
  }

  // Someone may have put another directory in its place.
  private static void requireSame(SpaceTree tree, FileStat root, Path target) {
    FileStat opened = tree.stat(tree.root());
    if (!opened.sameInode(root)) {
      throw new UnsafeException("the space " + target, "it was moved or removed meanwhile");
    }
  }

  /// What is in the root of a tree, in the order the file system has.
  static List<byte[]> namesIn(SpaceTree tree) {
    List<byte[]> names = new ArrayList<>();
    try (DirectoryCursor cursor = tree.list(tree.root())) {
      while (cursor.next()) {
        names.add(cursor.name());
      }
    }
    return names;
  }
}
