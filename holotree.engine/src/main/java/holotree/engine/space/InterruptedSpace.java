package holotree.engine.space;

import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LockMode;
import holotree.api.fs.Probe;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.tree.TreeRemover;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A directory that was being filled or emptied in place when its command was interrupted.
final class InterruptedSpace {

  private static final byte[] ROOT = {};

  private InterruptedSpace() {}

  /// Whether `there`, standing at `target`, is one.
  static boolean isAt(
      SpaceRegistry registry, FileSystemStrategy strategy, Path target, FileStat there) {
    return registry.marks().stream()
        .anyMatch(mark -> mark.isIn(target, there, () -> noteAt(strategy, target)));
  }

  private static @Nullable RootNote noteAt(FileSystemStrategy strategy, Path target) {
    try (SpaceTree tree = strategy.openTree(target)) {
      return RootNote.of(tree);
    }
  }

  /// Removes what the interrupted command had put there, to fill it or to try what the place can do, and its
  /// mark. What someone else put there stays.
  ///
  /// @param tree the directory at `target`
  /// @return entries removed
  /// @throws holotree.api.error.BusyException if the command is not gone
  static long clear(SpaceRegistry registry, SpaceTree tree, Path target, FileStat there) {
    long removed = 0;
    for (BuildingMark mark : registry.marks()) {
      if (mark.isIn(target, there, () -> RootNote.of(tree))) {
        try (StoreLock _ = registry.lock(mark.space(), target, LockMode.EXCLUSIVE)) {
          for (byte[] name : mark.names()) {
            removed += TreeRemover.remove(tree, tree.root(), ROOT, name);
          }
          for (byte[] name : SpaceRemoval.namesIn(tree)) {
            removed += isProbe(name) ? TreeRemover.remove(tree, tree.root(), ROOT, name) : 0;
          }
          registry.forget(mark.space());
        }
      }
    }
    return removed;
  }

  private static boolean isProbe(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1).startsWith(Probe.PREFIX);
  }
}
