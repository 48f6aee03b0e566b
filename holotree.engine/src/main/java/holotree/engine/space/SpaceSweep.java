package holotree.engine.space;

import holotree.api.error.CorruptException;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.tree.TreeRemover;

/// Clears away what interrupted commands left. Thread-safe.
public final class SpaceSweep {

  private final SpaceRegistry registry;
  private final FileSystemStrategy strategy;

  /// A sweep over `registry`.
  public SpaceSweep(SpaceRegistry registry, FileSystemStrategy strategy) {
    this.registry = registry;
    this.strategy = strategy;
  }

  /// Removes every temporary tree whose maker is gone. A directory that was being filled in place stays
  /// as it is, marked incomplete, until something is restored there again.
  ///
  /// @return how many were removed
  public int run() {
    registry.sweepTemporaries();
    int removed = 0;
    for (BuildingMark mark : registry.marks()) {
      if (!mark.inPlace() && sweep(mark)) {
        removed++;
      }
    }
    return removed;
  }

  private boolean sweep(BuildingMark found) {
    try (StoreLock lock = registry.tryLock(found.space())) {
      // Read again under the lock: its maker may have finished in between.
      BuildingMark mark = lock == null ? null : registry.readMark(found.space());
      if (mark == null) {
        return false;
      }
      if (strategy.stat(mark.place()) == null) {
        // Renamed in, but the mark not yet removed; or never begun.
        if (isComplete(mark)) {
          registry.removeMark(mark.space());
        } else {
          registry.forget(mark.space());
        }
        return false;
      }
      try (SpaceTree tree = strategy.openTree(mark.place())) {
        TreeRemover.empty(tree);
      }
      strategy.removeEmptyDirectory(mark.place());
      registry.forget(mark.space());
      return true;
    }
  }

  private boolean isComplete(BuildingMark mark) {
    try {
      SpaceState state = registry.at(mark.target());
      return state != null && state.space().equals(mark.space());
    } catch (CorruptException torn) {
      // Renamed in, but its state did not survive a loss of power: nothing vouches for it.
      return false;
    }
  }
}
