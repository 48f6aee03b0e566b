package holotree.engine.preflight;

import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import java.nio.file.Path;

/// Compares what an operation will surely put on a disk with what is free there, before it begins. What
/// would have fitted is never refused: where the file system does not count, or keeps files in less than
/// they have bytes, nothing is. That there is room now promises nothing for later. Immutable and
/// thread-safe.
public final class Preflight {

  // Some file systems free what was removed a moment later.
  private static final long PAUSE_MILLIS = 100;

  private final FileSystemStrategy strategy;
  private final Path place;

  /// @param place where it will be put, absolute; it need not be there yet
  public Preflight(FileSystemStrategy strategy, Path place) {
    this.strategy = strategy;
    this.place = place;
  }

  /// A need of nothing, to be added to.
  public Need need() {
    return new Need(strategy.free(place).unit());
  }

  /// Whether there is room now.
  public boolean fits(Need need) {
    return fits(need, strategy.free(place));
  }

  /// Requires that there is room.
  ///
  /// @throws NoSpaceException saying what is needed and what is there
  public void require(Need need) {
    FreeSpace free = strategy.free(place);
    while (!fits(need, free)) {
      pause();
      FreeSpace later = strategy.free(place);
      if (later.bytes() <= free.bytes() && later.inodes() <= free.inodes()) {
        throw new NoSpaceException(
            place.toString(),
            need.bytes(),
            counted(later.bytes()),
            need.inodes(),
            counted(later.inodes()),
            null);
      }
      free = later;
    }
  }

  private static boolean fits(Need need, FreeSpace free) {
    return need.bytes() <= free.bytes() && need.inodes() <= free.inodes();
  }

  private static long counted(long free) {
    return free == FreeSpace.UNCOUNTED ? -1 : free;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("wait for free space");
    }
  }
}
