package holotree.engine.builtin;

import holotree.api.fs.LockMode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One open lock file and who of this process holds it. Guarded by its [LockRegistry].
final class LockFile {

  private final FileChannel channel;
  private final boolean writable;
  private final List<FileChannel> owed = new ArrayList<>();
  private @Nullable FileLock held;
  private int shared;
  private boolean exclusive;
  private int users;

  private LockFile(FileChannel channel, boolean writable) {
    this.channel = channel;
    this.writable = writable;
  }

  /// Opens an existing lock file; for reading alone, which suffices to share it, where it may not
  /// be written.
  static LockFile open(Path path) throws IOException {
    try {
      return new LockFile(
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE), true);
    } catch (FileSystemException e) {
      if (e instanceof AccessDeniedException || Failures.isReadOnly(e)) {
        return new LockFile(FileChannel.open(path, StandardOpenOption.READ), false);
      }
      throw e;
    }
  }

  void enter() {
    users++;
  }

  /// Counts a user off.
  ///
  /// @return whether it was the last one
  boolean leave() {
    users--;
    return users == 0;
  }

  /// Closes the file, which nobody uses any more.
  void close() throws IOException {
    try (channel) {
      for (FileChannel other : owed) {
        other.close();
      }
    }
  }

  /// Keeps another channel of the same file open for as long as this one is.
  void owe(FileChannel other) {
    owed.add(other);
  }

  /// Takes the lock if it is free at this moment.
  boolean acquire(Path path, LockMode mode) throws IOException {
    boolean alone = mode == LockMode.EXCLUSIVE;
    if (exclusive || (alone && shared > 0)) {
      return false;
    }
    if (alone && !writable) {
      throw new AccessDeniedException(path.toString());
    }
    if (shared == 0) {
      FileLock taken = take(!alone);
      if (taken == null) {
        return false;
      }
      held = taken;
    }
    if (alone) {
      exclusive = true;
    } else {
      shared++;
    }
    return true;
  }

  private @Nullable FileLock take(boolean shareable) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shareable);
    } catch (OverlappingFileLockException _) {
      // Code of another class loader holds it.
      return null;
    }
  }

  void release(LockMode mode) throws IOException {
    if (mode == LockMode.EXCLUSIVE) {
      exclusive = false;
    } else {
      shared--;
    }
    FileLock last = held;
    if (last != null && !exclusive && shared == 0) {
      held = null;
      last.release();
    }
  }
}
