package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.RefusedException;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import org.jspecify.annotations.Nullable;

/// Locks by open file description (OFD): each is an opening of its own, so that two holders in one
/// process exclude each other and no other closing of the file drops it. Thread-safe.
final class StoreLocks {

  private static final long FIRST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 50;
  private static final int NO_FILE = -1;
  private static final int MODE = 0600;

  // For a library that this user can only read and that has no lock file: whoever may lock it alone
  // may write it, and would have made the file first. No one holds it, and no one can be kept out.
  private static final StoreLock LOCK_OF_NOTHING = () -> {};

  private final StoreRoot root;
  private final StoreDirectories directories;

  StoreLocks(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
  }

  /// Takes a lock, waiting for it.
  ///
  /// @throws InterruptedOperationException if the thread is interrupted meanwhile
  StoreLock take(StorePath path, LockMode mode) {
    int file = open(path, mode);
    if (file == NO_FILE) {
      return LOCK_OF_NOTHING;
    }
    Descriptor opening = new Descriptor(file);
    // Asked again and again, because a thread that waits in the kernel cannot be interrupted.
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (!lock(file, path, mode)) {
        Thread.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      return new HeldLock(opening);
    } catch (InterruptedException interrupted) {
      opening.close();
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("wait for the lock " + root.displayPath(path));
    } catch (HolotreeException failure) {
      opening.close();
      throw failure;
    }
  }

  /// Takes a lock if that is possible at once; null if not.
  @Nullable StoreLock tryTake(StorePath path, LockMode mode) {
    int file = open(path, mode);
    if (file == NO_FILE) {
      return LOCK_OF_NOTHING;
    }
    Descriptor opening = new Descriptor(file);
    boolean taken = false;
    try {
      taken = lock(file, path, mode);
    } finally {
      if (!taken) {
        opening.close();
      }
    }
    return taken ? new HeldLock(opening) : null;
  }

  private boolean lock(int file, StorePath path, LockMode mode) {
    int result = Libc.lock(file, mode == LockMode.SHARED ? Libc.F_RDLCK : Libc.F_WRLCK);
    if (result == 0) {
      return true;
    }
    if (Errno.isAny(result, Errno.EAGAIN, Errno.EACCES)) {
      return false;
    }
    throw root.failure("lock", path, result);
  }

  private int open(StorePath path, LockMode mode) {
    int file = directories.open(path, OpenFlag.READ_WRITE);
    if (file >= 0) {
      return file;
    }
    if (Errno.ENOENT.is(file)) {
      return make(path, mode);
    }
    if (mode == LockMode.SHARED && isReadOnly(file)) {
      // A shared OFD lock asks for no more than reading.
      file = directories.open(path, OpenFlag.READ);
    }
    if (file < 0) {
      throw root.failure("open the lock", path, file);
    }
    return file;
  }

  private int make(StorePath path, LockMode mode) {
    try {
      int directory = directories.openOrMake(path.parent());
      int file;
      try {
        file = Libc.openat(directory, path.name(), OpenFlag.READ_WRITE_OR_CREATE, MODE);
      } finally {
        Libc.close(directory);
      }
      if (file < 0) {
        throw root.failure("make the lock", path, file);
      }
      return file;
    } catch (RefusedException refused) {
      if (mode == LockMode.SHARED && isReadOnly(refused)) {
        return NO_FILE;
      }
      throw refused;
    }
  }

  private static boolean isReadOnly(int result) {
    return Errno.isAny(result, Errno.EACCES, Errno.EPERM, Errno.EROFS);
  }

  private static boolean isReadOnly(RefusedException refused) {
    String reason = refused.reason();
    return reason.equals(Errno.reason(Errno.EACCES.asResult()))
        || reason.equals(Errno.reason(Errno.EPERM.asResult()))
        || reason.equals(Errno.reason(Errno.EROFS.asResult()));
  }
}
