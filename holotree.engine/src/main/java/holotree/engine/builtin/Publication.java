package holotree.engine.builtin;

import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Gives a temporary its name without replacing what has it: by a hard link, or under a lock on
/// file systems without hard links. Thread-safe.
final class Publication {

  private final Path lockFile;

  /// @param lockFile excludes publishers from each other where there are no links; its directory
  ///   exists by the time of [#publish]
  Publication(Path lockFile) {
    this.lockFile = lockFile;
  }

  /// Names `temporary` `target`, unless that is taken.
  ///
  /// @return whether the name was free; if so, `temporary` may have lost its own
  boolean publish(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (UnsupportedOperationException _) {
      return move(temporary, target);
    } catch (IOException e) {
      // Mostly a file system without links; where it is not, the move fails alike.
      try {
        return move(temporary, target);
      } catch (IOException also) {
        also.addSuppressed(e);
        throw also;
      }
    }
  }

  /// As [#publish], on file systems without links.
  boolean move(Path temporary, Path target) throws IOException {
    try (StoreLock _ = LockRegistry.ofThisProcess().lock(lockFile, LockMode.EXCLUSIVE)) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }
}
