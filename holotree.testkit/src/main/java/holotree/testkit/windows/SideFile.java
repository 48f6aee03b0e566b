package holotree.testkit.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A file whose bytes are locked for what processes tell each other. Used by one thread at a time.
///
/// It is never closed, since that would let go of all its locks; they end with the process.
final class SideFile {

  private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(20);

  private final FileChannel channel;
  private final Map<Long, FileLock> held = new HashMap<>();

  SideFile(Path path) {
    try {
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("no side file " + path, e);
    }
  }

  /// Locks a byte for a moment.
  Held exclusive(long position) {
    FileLock lock = waited(position, false);
    return () -> release(lock);
  }

  /// Lets others see that this process does something, until [#release].
  void share(long position) {
    held.put(position, waited(position, true));
  }

  /// Takes a byte, until [#release].
  ///
  /// @return whether no other process had it
  boolean take(long position, boolean exclusive) {
    FileLock lock = tried(position, !exclusive);
    if (lock != null) {
      held.put(position, lock);
    }
    return lock != null;
  }

  void release(long position) {
    FileLock lock = held.remove(position);
    if (lock != null) {
      release(lock);
    }
  }

  /// Whether another process shares a byte that this one does not.
  boolean isSharedByOthers(long position) {
    if (held.containsKey(position)) {
      return false;
    }
    FileLock lock = tried(position, false);
    if (lock == null) {
      return true;
    }
    release(lock);
    return false;
  }

  // A blocking call would be ended by an interrupt, and the channel with it. Others hold for a
  // moment only.
  private FileLock waited(long position, boolean shared) {
    FileLock lock = tried(position, shared);
    while (lock == null) {
      LockSupport.parkNanos(PAUSE);
      lock = tried(position, shared);
    }
    return lock;
  }

  private @Nullable FileLock tried(long position, boolean shared) {
    try {
      return channel.tryLock(position, 1, shared);
    } catch (IOException e) {
      throw new UncheckedIOException("no lock on a side file", e);
    }
  }

  private static void release(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException("a side file's lock stays", e);
    }
  }

  /// A byte that is locked.
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
