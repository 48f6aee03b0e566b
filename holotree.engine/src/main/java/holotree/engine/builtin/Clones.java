package holotree.engine.builtin;

import holotree.api.fs.FileCloner;
import holotree.api.fs.FileStat;
import holotree.api.fs.Obstacle;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.ShareOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes clones by the cloner of this system, if this runtime has one, which is looked for when the
/// first is asked for. A cloner knows files by path alone: whether the right one was cloned is looked
/// at afterwards. Thread-safe.
final class Clones {

  private static final ShareOutcome.NotApplicable NONE =
      new ShareOutcome.NotApplicable(
          Obstacle.NOT_POSSIBLE, "this runtime knows no way to clone files here");

  private static final FileCloner WITHOUT =
      new FileCloner() {
        @Override
        public boolean appliesTo(OperatingSystem system) {
          return true;
        }

        @Override
        public ShareOutcome.NotApplicable cloneFile(Path clone, Path source) {
          return NONE;
        }
      };

  private final Iterable<FileCloner> all;
  private @Nullable FileCloner chosen;

  /// @param all from which the first that applies is used; gone through once, by one thread
  Clones(Iterable<FileCloner> all) {
    this.all = all;
  }

  /// Clones the file at `source`; its mode and time are up to the cloner.
  ///
  /// @param opened what was opened at `source`
  /// @return null if it was made
  ShareOutcome.@Nullable NotApplicable make(Path clone, Path source, FileStat opened)
      throws IOException {
    ShareOutcome.NotApplicable obstacle = chosen().cloneFile(clone, source);
    if (obstacle == null && !isStill(source, opened)) {
      Files.delete(clone);
      return HardLink.gone();
    }
    return obstacle;
  }

  private static boolean isStill(Path source, FileStat opened) throws IOException {
    try {
      return FileStats.of(source).sameInode(opened);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  // A ServiceLoader, which this may be, is not for several threads.
  private synchronized FileCloner chosen() {
    if (chosen == null) {
      chosen = WITHOUT;
      for (FileCloner cloner : all) {
        if (cloner.appliesTo(OperatingSystem.current())) {
          chosen = cloner;
          break;
        }
      }
    }
    return chosen;
  }
}
