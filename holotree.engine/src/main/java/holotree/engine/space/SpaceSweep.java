package holotree.engine.space;

import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.tree.TreeRemover;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
  /// as it is, marked incomplete, until something is restored there again. What cannot be removed stays, and
  /// is tried again next time: it is in nobody's way.
  ///
  /// @param target where the next restore goes: a tree beside it is known by its name, even if a loss of
  ///     power tore the mark that told of it
  public Swept run(Path target) {
    registry.sweepTemporaries();
    int removed = 0;
    List<HolotreeException> kept = new ArrayList<>();
    for (String space : registry.marked()) {
      try {
        if (sweep(space, target)) {
          removed++;
        }
      } catch (RefusedException | UnsafeException stays) {
        kept.add(stays);
      }
    }
    return new Swept(removed, kept);
  }

  /// What became of temporary trees.
  ///
  /// @param removed how many are gone
  /// @param kept why others are not, each
  public record Swept(int removed, List<HolotreeException> kept) {
    public Swept {
      kept = List.copyOf(kept);
    }
  }

  private boolean sweep(String space, Path target) {
    try (StoreLock lock = registry.tryLock(space, LockMode.EXCLUSIVE)) {
      // Only under the lock: its maker may be about to finish.
      BuildingMark read = lock == null ? null : registry.readMark(space);
      boolean torn = lock != null && read == null && registry.isMarkTorn(space);
      BuildingMark mark = torn ? BuildingMark.beside(space, target) : read;
      if (mark == null || mark.inPlace()) {
        return false;
      }
      FileStat there = strategy.stat(mark.place());
      if (there == null || there.kind() != EntryKind.DIRECTORY) {
        // Renamed in, but the mark not yet removed; or never begun. What is no directory is not
        // ours.
        if (isComplete(mark)) {
          registry.removeMark(mark.space());
        } else if (!torn) {
          registry.forget(mark.space());
        }
        return false;
      }
      try (SpaceTree tree = ClosedRoot.open(strategy, mark.place(), () -> {})) {
        TreeRemover.empty(tree);
      }
      return registry.removeAside(mark);
    }
  }

  private boolean isComplete(BuildingMark mark) {
    try {
      FoundSpace found = registry.find(mark.target());
      return found != null && found.state().space().equals(mark.space());
    } catch (UnsafeException unknown) {
      // Another directory stands there by now: nothing vouches for what this mark tells of.
      return false;
    }
  }
}
