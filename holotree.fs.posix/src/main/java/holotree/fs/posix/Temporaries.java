package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
import org.jspecify.annotations.Nullable;

/// The directory `tmp/` of a store. Thread-safe.
///
/// Each file there is locked by its maker, so that the lock's end tells that the maker is gone. A
/// sweep may lock a file before its maker does: the maker then finds it locked, or without a name,
/// and makes another.
final class Temporaries implements AutoCloseable {

  /// Mode of a store's files, less the umask.
  static final int FILE_MODE = 0644;

  private static final StorePath PATH = StorePath.of("tmp");
  private static final int TRIES = 100;

  private final StoreRoot root;
  private final StoreDirectories directories;
  private @Nullable Descriptor directory;

  Temporaries(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
  }

  /// Makes a file and locks it.
  LinuxTemporary create() {
    Descriptor temporaries = made();
    try {
      for (int i = 0; i < TRIES; i++) {
        byte[] name = EntryName.bytes(RandomName.next());
        int file = Libc.openat(temporaries.number(), name, OpenFlag.CREATE, FILE_MODE);
        if (file < 0 && !Errno.EEXIST.is(file)) {
          throw Errno.failure("create", displayPath(name), file);
        }
        if (file >= 0 && isClaimed(file, name)) {
          return new LinuxTemporary(this, temporaries, name, file);
        }
      }
      throw new RefusedException(
          "create a file in",
          root.displayPath(PATH),
          "each was taken away at once",
          "End what removes files there, then try again.",
          null);
    } catch (RuntimeException | Error failure) {
      temporaries.release();
      throw failure;
    }
  }

  /// Removes the files whose makers are gone.
  ///
  /// @return how many
  int sweep() {
    int number = directories.open(PATH, OpenFlag.DIRECTORY);
    if (Errno.ENOENT.is(number)) {
      return 0;
    }
    if (number < 0) {
      throw root.failure("open directory", PATH, number);
    }
    try {
      int removed = 0;
      for (byte[] name : Names.in(number, root.displayPath(PATH))) {
        removed += sweep(number, name) ? 1 : 0;
      }
      return removed;
    } finally {
      Libc.close(number);
    }
  }

  /// The path of a file in it, for people.
  String displayPath(byte[] name) {
    return root.displayPath(PATH) + "/" + EntryName.text(name);
  }

  @Override
  public synchronized void close() {
    Descriptor open = directory;
    if (open != null) {
      open.close();
    }
  }

  private synchronized Descriptor made() {
    Descriptor open = directory;
    if (open == null) {
      open = new Descriptor(directories.openOrMake(PATH));
      directory = open;
    }
    open.acquire();
    return open;
  }

  // Closes the file unless it is claimed.
  private boolean isClaimed(int file, byte[] name) {
    int result = Libc.lock(file, Libc.F_WRLCK);
    if (isWithoutLocks(result)) {
      // A sweep cannot lock here either, and so removes nothing.
      return true;
    }
    if (result == 0) {
      result = Statx.ask(file);
      if (result == 0 && Statx.answer().links() > 0) {
        return true;
      }
    }
    HolotreeException failure =
        result == 0 || Errno.isAny(result, Errno.EAGAIN, Errno.EACCES)
            ? null
            : Errno.failure("lock", displayPath(name), result);
    Libc.close(file);
    if (failure != null) {
      throw failure;
    }
    return false;
  }

  // What cannot be opened for writing is no temporary of this user's.
  private boolean sweep(int temporaries, byte[] name) {
    int file = Libc.openat(temporaries, name, OpenFlag.READ_WRITE, 0);
    if (file < 0 || RegularFile.check(file) != 0) {
      return false;
    }
    try {
      if (Libc.lock(file, Libc.F_WRLCK) < 0) {
        return false;
      }
      int result = Libc.unlinkat(temporaries, name, 0);
      if (result < 0 && !Errno.ENOENT.is(result)) {
        throw Errno.failure("remove", displayPath(name), result);
      }
      return result == 0;
    } finally {
      Libc.close(file);
    }
  }

  private static boolean isWithoutLocks(int result) {
    return Errno.isAny(result, Errno.ENOLCK, Errno.EOPNOTSUPP, Errno.ENOSYS, Errno.EINVAL);
  }
}
