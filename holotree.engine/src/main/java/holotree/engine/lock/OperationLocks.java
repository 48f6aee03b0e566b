package holotree.engine.lock;

import holotree.api.ProgressListener;
import holotree.api.error.BusyException;
import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.engine.file.WholeFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes the locks of one store for one operation. Beside each, in `<lock>.holder`, it notes who holds it,
/// so that others can be told; of several who share a lock, the last one that came and is still there, as far
/// as it is known. Thread-safe.
///
/// The notes are best effort: one that cannot be written, or that tells of a process that is gone, makes
/// the holder "another holotree command", and nothing else.
public final class OperationLocks {

  private static final String SUFFIX = ".holder";
  private static final int MAX_NOTE_BYTES = 4096;
  private static final String UNKNOWN_HOLDER = "another holotree command";
  private static final long PATIENCE_NANOS = 500_000_000;
  private static final long PAUSE_MILLIS = 10;

  // Of this process, which may hold one lock several times.
  private static final Map<Held, Integer> HELD = new ConcurrentHashMap<>();

  private final LibraryStore store;
  private final LibraryStore notes;
  private final String command;
  private final ProgressListener progress;

  /// Locks of `store`; both stores stay the caller's.
  ///
  /// @param notes keeps the notes: a volatile store of the same root, since no note is worth a sync
  /// @param command what the operation is, such as `holotree restore ci`
  /// @param progress is told whom the operation waits for
  public OperationLocks(
      LibraryStore store, LibraryStore notes, String command, ProgressListener progress) {
    this.store = store;
    this.notes = notes;
    this.command = command;
    this.progress = progress;
  }

  /// Takes a lock, waiting for it; after half a second it tells whom for. The caller closes the lock.
  ///
  /// @param path of the lock, in the store
  /// @param what the lock is for, as text for people
  /// @throws InterruptedOperationException if the thread is interrupted meanwhile
  public StoreLock lock(String path, LockMode mode, String what) {
    StoreLock lock = tryFor(PATIENCE_NANOS, what, () -> tryLock(path, mode));
    if (lock == null) {
      progress.waiting(what, holder(path));
      lock = noted(store.lock(path, mode), path, mode);
    }
    return lock;
  }

  /// Takes a lock shared, waiting for it as [#lock] does, for no longer than it takes to get the next one;
  /// no note tells of it. The caller closes it.
  ///
  /// @param what what is waited for, as text for people
  /// @throws InterruptedOperationException if the thread is interrupted meanwhile
  public StoreLock pass(String path, String what) {
    StoreLock lock = tryFor(PATIENCE_NANOS, what, () -> store.tryLock(path, LockMode.SHARED));
    if (lock == null) {
      progress.waiting(what, holder(path));
      lock = store.lock(path, LockMode.SHARED);
    }
    return lock;
  }

  /// Takes a lock, waiting for it for so long; null if others hold it still. The caller closes it.
  ///
  /// @param what the lock is for, as text for people
  /// @throws InterruptedOperationException if the thread is interrupted meanwhile
  public @Nullable StoreLock lockWithin(
      String path, LockMode mode, String what, Duration patience) {
    long told = Math.min(PATIENCE_NANOS, patience.toNanos());
    StoreLock lock = tryFor(told, what, () -> tryLock(path, mode));
    if (lock == null && patience.toNanos() > told) {
      progress.waiting(what, holder(path));
      lock = tryFor(patience.toNanos() - told, what, () -> tryLock(path, mode));
    }
    return lock;
  }

  private static @Nullable StoreLock tryFor(
      long nanos, String what, Supplier<@Nullable StoreLock> attempt) {
    long asked = System.nanoTime();
    StoreLock lock = attempt.get();
    while (lock == null && System.nanoTime() - asked < nanos) {
      pause(what);
      lock = attempt.get();
    }
    return lock;
  }

  /// Takes a lock at once. The caller closes it.
  ///
  /// @param what the lock is for, as text for people
  /// @throws BusyException naming the holder if others hold it
  public StoreLock lockNow(String path, LockMode mode, String what) {
    StoreLock lock = tryLock(path, mode);
    if (lock == null) {
      throw new BusyException(what, holder(path));
    }
    return lock;
  }

  /// Takes a lock if that is possible at once; null if others hold it. The caller closes it.
  public @Nullable StoreLock tryLock(String path, LockMode mode) {
    StoreLock lock = store.tryLock(path, mode);
    return lock == null ? null : noted(lock, path, mode);
  }

  /// The locks in a directory of which a note tells: those that are held, and some whose holder was killed.
  public List<String> noted(String directory) {
    return notes.list(directory).stream()
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .toList();
  }

  /// Who holds a lock that others hold, as text for people.
  public String holder(String path) {
    byte[] file = read(path);
    HolderNote holder = file == null ? null : livingHolder(file);
    return holder == null ? UNKNOWN_HOLDER : holder.describe();
  }

  private static @Nullable HolderNote livingHolder(byte[] file) {
    HolderNote note = HolderNote.decode(file);
    return note != null && note.writerLives() ? note : null;
  }

  private StoreLock noted(StoreLock lock, String path, LockMode mode) {
    HolderNote own = HolderNote.own(command);
    if (own == null) {
      return lock;
    }
    byte[] note = own.encode();
    byte[] before = mode == LockMode.SHARED ? read(path) : null;
    try {
      WholeFile.replace(notes, path + SUFFIX, note);
    } catch (HolotreeException unwritten) {
      // A library that may only be read, a full disk: the lock holds all the same.
      return lock;
    }
    Held held = new Held(path, own);
    HELD.merge(held, 1, Integer::sum);
    return new NotedLock(lock, () -> remove(held, note, before));
  }

  /// The store's own lock behind one of these, for whoever hands it on to another program.
  public static StoreLock ofStore(StoreLock lock) {
    return lock instanceof NotedLock noted ? noted.lock() : lock;
  }

  // Not one that another holder of a shared lock has written since. A process that shared the lock
  // before is told of again: a program may run in a space for hours, and others look at it
  // meanwhile.
  private void remove(Held held, byte[] note, byte @Nullable [] before) {
    String path = held.path;
    HELD.computeIfPresent(held, (_, count) -> count == 1 ? null : count - 1);
    try {
      if (!Arrays.equals(note, read(path))) {
        return;
      }
      HolderNote earlier = before == null ? null : livingHolder(before);
      if (earlier == null || (earlier.isOwn() && !HELD.containsKey(new Held(path, earlier)))) {
        notes.delete(path + SUFFIX);
      } else {
        WholeFile.replace(notes, path + SUFFIX, earlier.encode());
      }
    } catch (HolotreeException stays) {
      // Then it stays, and says what it says of a process that ends soon.
    }
  }

  private byte @Nullable [] read(String path) {
    try {
      return WholeFile.read(notes, path + SUFFIX, MAX_NOTE_BYTES);
    } catch (HolotreeException unreadable) {
      return null;
    }
  }

  /// A lock that this process holds.
  ///
  /// @param path of the lock, in its store
  /// @param note what is noted of it
  private record Held(String path, HolderNote note) {}

  private static void pause(String what) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("wait for " + what);
    }
  }
}
