package holotree.fs.windows;

import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.fs.windows.Patience.Wait;
import org.jspecify.annotations.Nullable;

/// Locks on files in place. Each has a handle of its own, since Windows keeps locks by handle: so two holders
/// in one process exclude each other, no other closing of the file drops one, and one ends with its process.
/// Thread-safe.
final class StoreLocks {

  private static final long FIRST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  // For a library that this user can only read and that has no lock file: whoever may lock it alone
  // may
  // write it, and would have made the file first. No one holds it, and no one can be kept out.
  private static final StoreLock LOCK_OF_NOTHING = () -> {};

  // A lock takes no more than reading.
  private static final int ACCESS = Win32.READ_DATA | Win32.READ_ATTRIBUTES;
  private static final Opening PRESENT = new Opening(ACCESS, Win32.SHARE_ALL, Win32.OPEN, 0);
  private static final Opening NEW =
      new Opening(ACCESS, Win32.SHARE_ALL, Win32.OPEN_IF, Win32.NON_DIRECTORY_FILE);

  private final StoreRoot root;
  private final StoreDirectories directories;
  private final Disk disk;

  StoreLocks(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
    this.disk = root.disk();
  }

  /// Takes a lock, waiting for it.
  ///
  /// @throws InterruptedOperationException if the thread is interrupted meanwhile
  StoreLock take(StorePath path, LockMode mode) {
    Handle file = open(path, mode);
    if (file == null) {
      return LOCK_OF_NOTHING;
    }
    // Asked again and again, because a thread that waits in Windows cannot be interrupted.
    long pause = FIRST_PAUSE_MILLIS;
    boolean taken = false;
    try {
      taken = lock(file, path, mode);
      while (!taken) {
        Thread.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        taken = lock(file, path, mode);
      }
      return new HeldLock(disk.kernel(), file);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("wait for the lock " + root.displayPath(path));
    } finally {
      if (!taken) {
        file.close();
      }
    }
  }

  /// Takes a lock if that is possible at once; null if not.
  @Nullable StoreLock tryTake(StorePath path, LockMode mode) {
    Handle file = open(path, mode);
    if (file == null) {
      return LOCK_OF_NOTHING;
    }
    boolean taken = false;
    try {
      taken = lock(file, path, mode);
    } finally {
      if (!taken) {
        file.close();
      }
    }
    return taken ? new HeldLock(disk.kernel(), file) : null;
  }

  private boolean lock(Handle file, StorePath path, LockMode mode) {
    try {
      return disk.kernel().tryLock(file.number(), mode == LockMode.EXCLUSIVE);
    } catch (WindowsError error) {
      throw root.failure("lock", path, error);
    }
  }

  private @Nullable Handle open(StorePath path, LockMode mode) {
    try {
      return new Handle(disk.kernel(), openPresentOrNew(path, mode));
    } catch (WindowsError error) {
      if (mode == LockMode.SHARED && Disk.isForbidden(error)) {
        return null;
      }
      throw root.failure("open the lock", path, error);
    }
  }

  private long openPresentOrNew(StorePath path, LockMode mode) throws WindowsError {
    try {
      long directory = directories.open(path.parent());
      try {
        return checked(disk.open(Wait.HELD_OR_DENIED, directory, path.name(), PRESENT));
      } finally {
        disk.close(directory);
      }
    } catch (WindowsError error) {
      if (!Disk.isAbsent(error)) {
        throw root.failure("open the lock", path, error);
      }
    }
    long directory = directoryFor(path, mode);
    try {
      return checked(disk.open(Wait.HELD, directory, path.name(), NEW));
    } finally {
      disk.close(directory);
    }
  }

  private long directoryFor(StorePath path, LockMode mode) throws WindowsError {
    try {
      return directories.openOrMake(path.parent());
    } catch (HolotreeException refused) {
      if (mode == LockMode.SHARED
          && refused.getCause() instanceof WindowsError error
          && Disk.isForbidden(error)) {
        throw error;
      }
      throw refused;
    }
  }

  private long checked(long file) throws WindowsError {
    try {
      RegularFile.require(disk.kernel().facts(file));
      return file;
    } catch (WindowsError | RuntimeException | Error failure) {
      disk.close(file);
      throw failure;
    }
  }
}
