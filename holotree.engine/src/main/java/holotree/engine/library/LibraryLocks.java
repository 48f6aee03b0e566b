package holotree.engine.library;

import holotree.api.BlueprintId;
import holotree.api.Digest;
import holotree.api.error.BusyException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.engine.lock.OperationLocks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The locks of a library, for one operation. Thread-safe.
public final class LibraryLocks {

  private static final Duration FIRST_SHUT = Duration.ofSeconds(5);
  private static final Duration OPEN = Duration.ofSeconds(2);

  private final LibraryStore store;
  private final Path path;
  private final OperationLocks locks;
  private final BooleanSupplier writer;

  /// @param path where the library is, for messages
  /// @param locks takes the locks of `store`
  /// @param writer whether this user may write it
  LibraryLocks(LibraryStore store, Path path, OperationLocks locks, BooleanSupplier writer) {
    this.store = store;
    this.path = path;
    this.locks = locks;
    this.writer = writer;
  }

  /// Makes the lock files that there are in each library: who may only read it makes none, and on a full disk
  /// nobody does. Those that readers take, too, are made for all to read, others for the owner alone, whom a
  /// reader could keep waiting for ever. Best effort.
  void make() {
    makeForReaders();
    for (String lock : List.of(LibraryLayout.LOCK, LibraryLayout.CARE, LibraryLayout.NAMING)) {
      try {
        if (store.stat(lock) == null) {
          close(store.tryLock(lock, LockMode.SHARED));
        }
      } catch (RefusedException | NoSpaceException unmade) {
        // Whoever needs it says so.
      }
    }
  }

  // Also before they are taken, which would make them for the owner alone.
  private void makeForReaders() {
    makeForReaders(LibraryLayout.READERS);
    makeForReaders(LibraryLayout.GATE);
  }

  private void makeForReaders(String lock) {
    if (store.stat(lock) == null) {
      store.touch(lock);
    }
  }

  private static void close(@Nullable StoreLock lock) {
    if (lock != null) {
      lock.close();
    }
  }

  /// Keeps what is in the library there until closed. Nobody may ask for it twice: whoever wants the library
  /// alone lets no one in meanwhile. Where no library is nothing is kept, and nothing made.
  public StoreLock shared() {
    if (store.stat(LibraryLayout.FORMAT) == null) {
      return () -> {};
    }
    makeForReaders();
    try (StoreLock _ = locks.pass(LibraryLayout.GATE, what())) {
      return locks.lock(
          writer.getAsBoolean() ? LibraryLayout.LOCK : LibraryLayout.READERS,
          LockMode.SHARED,
          what());
    }
  }

  /// Has the library alone: nobody reads or records until it is closed. Who comes meanwhile waits at the gate,
  /// so that those that are in it become fewer; at first for seconds only, then longer, since one that
  /// records may take minutes and those that wait would do so for nothing.
  ///
  /// Users who may only read it are waited for as long, and not longer: one of them could keep it for ever. A
  /// restore of theirs that is still at it may miss a pack then, and fails; it restores nothing wrong.
  ///
  /// @param patience how long to wait for those that are in it
  /// @throws BusyException naming one of its owner's that takes longer
  public StoreLock alone(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    Duration shut = FIRST_SHUT;
    while (true) {
      StoreLock alone = tryAlone(end, shut);
      if (alone != null) {
        return alone;
      }
      if (System.nanoTime() - end >= 0) {
        throw new BusyException(what(), locks.holder(LibraryLayout.LOCK));
      }
      pause();
      shut = shut.multipliedBy(2);
    }
  }

  /// Keeps newcomers out for so long and waits for the others; null if they take longer. Newcomers are only
  /// asked to wait: a reader may keep the gate open, and then the library must become free by itself.
  private @Nullable StoreLock tryAlone(long end, Duration shut) {
    makeForReaders();
    try (@Nullable StoreLock _ =
        locks.lockWithin(LibraryLayout.GATE, LockMode.EXCLUSIVE, what(), left(end, shut))) {
      StoreLock owners =
          locks.lockWithin(LibraryLayout.LOCK, LockMode.EXCLUSIVE, what(), left(end, shut));
      if (owners == null) {
        return null;
      }
      StoreLock readers = null;
      boolean done = false;
      try {
        boolean may = store.stat(LibraryLayout.READERS) != null;
        readers =
            may
                ? locks.lockWithin(
                    LibraryLayout.READERS, LockMode.EXCLUSIVE, what(), left(end, shut))
                : null;
        done = readers != null || !may || System.nanoTime() - end >= 0;
      } finally {
        if (!done) {
          owners.close();
        }
      }
      return done ? both(owners, readers) : null;
    }
  }

  private static StoreLock both(StoreLock owners, @Nullable StoreLock readers) {
    return () -> {
      try (owners) {
        if (readers != null) {
          readers.close();
        }
      }
    };
  }

  private static Duration left(long end, Duration most) {
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    return left.compareTo(most) < 0 ? left : most;
  }

  // Those that waited at the gate come in.
  private void pause() {
    try {
      Thread.sleep(OPEN);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("wait for " + what());
    }
  }

  private String what() {
    return "the library " + path;
  }

  /// Keeps others from collecting garbage or healing until closed.
  ///
  /// @throws BusyException naming who does so
  public StoreLock care() {
    return locks.lockNow(LibraryLayout.CARE, LockMode.EXCLUSIVE, "the care of " + what());
  }

  /// Keeps others from changing what names and blueprints stand for until closed: between looking what a name
  /// stands for and removing it, it may come to stand for another recording. The caller holds the library, and
  /// nobody asks for it with this in hand.
  public StoreLock naming() {
    return locks.lock(LibraryLayout.NAMING, LockMode.EXCLUSIVE, "the names of " + what());
  }

  /// Keeps a catalog until closed, also by a program that this process becomes. The caller holds the library.
  public StoreLock catalog(Digest catalog) {
    String lock = LibraryLayout.lock(catalog);
    // It may have gone while the catalog was in quarantine.
    makeForReaders(lock);
    return locks.lock(lock, LockMode.SHARED, "the recording " + catalog);
  }

  /// Who runs in a space restored from a catalog, as text for people; null if no one does. The caller has the
  /// library alone, or does without certainty.
  public @Nullable String userOf(Digest catalog) {
    String lock = LibraryLayout.lock(catalog);
    if (store.stat(lock) == null) {
      return null;
    }
    try (StoreLock alone = store.tryLock(lock, LockMode.EXCLUSIVE)) {
      return alone == null ? locks.holder(lock) : null;
    }
  }

  /// Keeps others from building what a blueprint describes until closed; waits for whoever does so now,
  /// and says for whom.
  public StoreLock blueprint(BlueprintId blueprint) {
    return locks.lock(
        LibraryLayout.lock(blueprint), LockMode.EXCLUSIVE, "the build of blueprint " + blueprint);
  }
}
