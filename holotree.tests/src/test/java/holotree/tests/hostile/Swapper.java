package holotree.tests.hostile;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A thread that keeps swapping the directories of trees for symlinks to a directory elsewhere, and back.
final class Swapper implements AutoCloseable {

  private final Path arena;
  private final Path elsewhere;
  private final AtomicLong swaps = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

  private Swapper(Path arena, Path elsewhere) {
    this.arena = arena;
    this.elsewhere = elsewhere;
    this.thread = Thread.ofPlatform().daemon().name("swapper").unstarted(this::run);
  }

  /// Starts swapping what is in every tree in `arena`, also in such as are being made or removed.
  static Swapper start(Path arena, Path elsewhere) {
    Swapper swapper = new Swapper(arena, elsewhere);
    swapper.thread.start();
    return swapper;
  }

  /// How often a directory was a symlink so far.
  long swaps() {
    return swaps.get();
  }

  private void run() {
    while (!stopped) {
      for (Path tree : directories(arena)) {
        directories(tree).forEach(this::swap);
      }
    }
  }

  // To a directory of the same name first, where there is one, so that names below are found there.
  private void swap(Path directory) {
    Path aside = directory.resolveSibling(directory.getFileName() + "-aside");
    Path like = elsewhere.resolve(directory.getFileName());
    try {
      Files.move(directory, aside);
      Files.createSymbolicLink(directory, Files.exists(like) ? like : elsewhere);
      swaps.incrementAndGet();
      Thread.onSpinWait();
      Files.delete(directory);
      Files.move(aside, directory);
    } catch (IOException goneOrMadeMeanwhile) {
      // It is being removed, or was made anew.
    }
  }

  private static List<Path> directories(Path directory) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
            && !entry.toString().endsWith("-aside")) {
          found.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException goneMeanwhile) {
      return found;
    }
    return found;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
