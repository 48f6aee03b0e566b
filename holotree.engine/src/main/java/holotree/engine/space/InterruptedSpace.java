package holotree.engine.space;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.tree.TreeRemover;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A directory that was being filled or emptied in place when its command was interrupted.
final class InterruptedSpace {

  private static final String PROBE = ".holotree-probe-";

  private InterruptedSpace() {}

  /// Whether `there`, standing at `target`, is one.
  static boolean isAt(SpaceRegistry registry, Path target, FileStat there) {
    return registry.marks().stream().anyMatch(mark -> mark.isIn(target, there));
  }

  /// Removes what the interrupted command had put there, and its mark. What someone else put there
  /// stays.
  ///
  /// @param tree the directory at `target`
  /// @return entries removed
  /// @throws holotree.api.error.BusyException if the command is not gone
  static long clear(SpaceRegistry registry, SpaceTree tree, Path target, FileStat there) {
    long removed = 0;
    for (BuildingMark mark : registry.marks()) {
      if (mark.isIn(target, there)) {
        try (StoreLock _ = registry.lock(mark.space(), target, LockMode.EXCLUSIVE)) {
          for (byte[] name : mark.names()) {
            removed += TreeRemover.remove(tree, tree.root(), name);
          }
          for (byte[] probe : probes(tree)) {
            removed += TreeRemover.remove(tree, tree.root(), probe);
          }
          registry.forget(mark.space());
        }
      }
    }
    return removed;
  }

  // What a place can do is tried in a directory there, which a kill may leave.
  private static List<byte[]> probes(SpaceTree tree) {
    List<byte[]> probes = new ArrayList<>();
    try (DirectoryCursor cursor = tree.list(tree.root())) {
      while (cursor.next()) {
        if (new String(cursor.name(), StandardCharsets.ISO_8859_1).startsWith(PROBE)) {
          probes.add(cursor.name());
        }
      }
    }
    return probes;
  }
}
