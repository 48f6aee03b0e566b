package holotree.engine.builtin;

import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Every lock that this process holds. Thread-safe.
///
/// A `FileLock` belongs to the whole process: it does not exclude threads from each other, and on
/// POSIX any close of the file drops it. So there is one registry, with one channel for each lock
/// file in use, readers and writers of this process are counted on top, and what else closes such a
/// file does it through [#close]. Code of another class loader has a registry of its own and is not
/// protected.
///
/// Waiting asks again every few milliseconds, since a blocking `FileChannel.lock` that is
/// interrupted closes its channel. Nobody queues: a writer may wait for as long as readers overlap.
final class LockRegistry {

  private static final LockRegistry OF_THIS_PROCESS = new LockRegistry();
  private static final int MODE = 0600;
  private static final long FIRST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 25;

  private final Map<Object, LockFile> files = new HashMap<>();

  private LockRegistry() {}

  /// The one registry.
  static LockRegistry ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /// Takes a lock, waiting for it. The file is made as needed; its directory exists.
  StoreLock lock(Path path, LockMode mode) {
    try {
      return waitFor(path, mode);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("lock " + path);
    } catch (IOException e) {
      throw Failures.of("lock", path, e);
    }
  }

  private synchronized StoreLock waitFor(Path path, LockMode mode)
      throws IOException, InterruptedException {
    Object key = keyOrCreate(path);
    LockFile file = enter(key, path);
    boolean taken = false;
    try {
      long pause = FIRST_PAUSE_MILLIS;
      while (!file.acquire(path, mode)) {
        wait(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      taken = true;
      return new Held(key, file, path, mode);
    } finally {
      if (!taken) {
        leave(key, file);
      }
    }
  }

  /// Takes a lock if that is possible at once; null if not.
  @Nullable StoreLock tryLock(Path path, LockMode mode) {
    try {
      return take(path, mode);
    } catch (IOException e) {
      throw Failures.of("lock", path, e);
    }
  }

  private synchronized @Nullable StoreLock take(Path path, LockMode mode) throws IOException {
    Object key = keyOrCreate(path);
    LockFile file = enter(key, path);
    boolean taken = false;
    try {
      taken = file.acquire(path, mode);
      return taken ? new Held(key, file, path, mode) : null;
    } finally {
      if (!taken) {
        leave(key, file);
      }
    }
  }

  /// Closes a channel of the file at `path`, at once or, if this process has that file as a lock,
  /// when it has let go of it.
  synchronized void close(Path path, FileChannel channel) throws IOException {
    LockFile file = files.isEmpty() ? null : files.get(keyOrPath(path));
    if (file == null) {
      channel.close();
    } else {
      file.owe(channel);
    }
  }

  private LockFile enter(Object key, Path path) throws IOException {
    LockFile file = files.get(key);
    if (file == null) {
      file = LockFile.open(path);
      files.put(key, file);
    }
    file.enter();
    return file;
  }

  private void leave(Object key, LockFile file) throws IOException {
    if (file.leave()) {
      files.remove(key);
      file.close();
    }
  }

  private synchronized void release(Held held) throws IOException {
    try {
      held.file.release(held.mode);
    } finally {
      leave(held.key, held.file);
      notifyAll();
    }
  }

  // A new file is closed at once: nobody of this process can have locked it yet.
  private static Object keyOrCreate(Path path) throws IOException {
    try {
      return key(path);
    } catch (NoSuchFileException _) {
      try {
        FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Modes.attributes(path, MODE))
            .close();
      } catch (FileAlreadyExistsException _) {
        // Another process was faster.
      }
      return key(path);
    }
  }

  private static Object keyOrPath(Path path) throws IOException {
    try {
      return key(path);
    } catch (NoSuchFileException _) {
      return path;
    }
  }

  private static Object key(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key == null ? path.toRealPath() : key;
  }

  private final class Held implements StoreLock {

    private final Object key;
    private final LockFile file;
    private final Path path;
    private final LockMode mode;
    private final AtomicBoolean closed = new AtomicBoolean();

    Held(Object key, LockFile file, Path path, LockMode mode) {
      this.key = key;
      this.file = file;
      this.path = path;
      this.mode = mode;
    }

    @Override
    public void close() {
      if (closed.getAndSet(true)) {
        return;
      }
      try {
        release(this);
      } catch (IOException e) {
        throw Failures.of("unlock", path, e);
      }
    }
  }
}
