package holotree.fs.posix;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The directories of a store, made as needed. Thread-safe.
final class StoreDirectories {

  private static final StorePath ROOT = new StorePath("");

  private final StoreRoot root;
  private final Set<StorePath> durableEntries = ConcurrentHashMap.newKeySet();

  StoreDirectories(StoreRoot root) {
    this.root = root;
  }

  /// Opens a file or directory of the store.
  ///
  /// @return a descriptor, or an error: `ENOENT` also where the root is not there
  int open(StorePath path, int flags) {
    Descriptor base = root.ifThere();
    if (base == null) {
      return Errno.ENOENT.asResult();
    }
    try {
      return Beneath.open(base.number(), path, flags, 0);
    } finally {
      base.release();
    }
  }

  /// Opens a directory, made as needed, those above it too. In a durable store their names are
  /// durable before anything can be put in it.
  ///
  /// @return a descriptor, the caller's to close
  int openOrMake(StorePath path) {
    Descriptor base = root.made();
    try {
      if (!root.durable() || durableEntries.contains(path)) {
        int directory = Beneath.open(base.number(), path, OpenFlag.DIRECTORY, 0);
        if (directory >= 0) {
          return directory;
        }
        if (!Errno.ENOENT.is(directory)) {
          throw root.failure("open directory", path, directory);
        }
      }
      int directory = descend(base.number(), path);
      durableEntries.add(path);
      return directory;
    } finally {
      base.release();
    }
  }

  private int descend(int base, StorePath path) {
    int directory = Beneath.open(base, ROOT, OpenFlag.DIRECTORY, 0);
    if (directory < 0) {
      throw root.failure("open directory", path, directory);
    }
    StorePath at = ROOT;
    for (String name : path.names()) {
      at = at.child(name);
      int above = directory;
      try {
        directory = step(above, at);
      } finally {
        Libc.close(above);
      }
    }
    return directory;
  }

  private int step(int above, StorePath path) {
    byte[] name = path.name();
    int made = Libc.mkdirat(above, name, StoreRoot.DIRECTORY_MODE);
    if (made < 0 && !Errno.EEXIST.is(made)) {
      throw root.failure("make directory", path, made);
    }
    int directory = Libc.openat(above, name, OpenFlag.DIRECTORY, 0);
    if (directory < 0) {
      throw root.failure("open directory", path, directory);
    }
    if (!root.durable()) {
      return directory;
    }
    try {
      // Whoever makes a directory syncs its name before anything is put in it: only an empty one
      // may still lack that.
      if (made == 0 || Emptiness.of(directory, root.displayPath(path))) {
        Sync.directory(above, root.displayPath(path.parent()));
      }
      return directory;
    } catch (RuntimeException | Error failure) {
      Libc.close(directory);
      // Left there, it would be synced again by the next to come, which proves nothing. Where
      // another has put something in it, it stays.
      Libc.unlinkat(above, name, Libc.AT_REMOVEDIR);
      throw failure;
    }
  }
}
