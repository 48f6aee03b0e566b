package holotree.engine.space;

import holotree.api.error.UnsafeException;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LockMode;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.tree.TreeRemover;
import java.nio.file.Path;

/// Removes a space: it is renamed aside first, so that it is whole or gone, and what an interrupted
/// removal leaves is cleared away by the next restore.
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
  /// @throws UnsafeException if it went away meanwhile
  public long run(SpaceState state) {
    Path target = state.target();
    try (StoreLock _ = registry.lock(state.space(), target, LockMode.EXCLUSIVE)) {
      SpaceState now = registry.at(target);
      if (now == null || !now.space().equals(state.space())) {
        throw new UnsafeException("the space " + target, "it was moved or removed meanwhile");
      }
      Path aside = HomeLayout.sibling(target, state.space());
      registry.write(new BuildingMark(state.space(), target, aside, 0, 0));
      boolean moved = strategy.renameTree(target, aside) instanceof Outcome.Done;
      Path place = moved ? aside : target;
      long removed;
      try (SpaceTree tree = strategy.openTree(place)) {
        removed = TreeRemover.empty(tree);
      }
      // A mount point stays, empty.
      strategy.removeEmptyDirectory(place);
      registry.forget(state.space());
      return removed + 1;
    }
  }
}
