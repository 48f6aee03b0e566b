package holotree.fs.posix;

import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;

/// Gives temporaries their names. Thread-safe.
///
/// In a durable store the order is: the names of new directories, the file's bytes, the file's
/// name. Where the last of these fails to be synced, the file keeps the name: another process may
/// have found it there and counted on it.
final class Publication {

  private final StoreRoot root;
  private final StoreDirectories directories;

  Publication(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
  }

  /// Publishes without replacing; closes the temporary.
  ///
  /// @return whether the name was free
  boolean publish(LinuxTemporary temporary, StorePath path) {
    try (temporary) {
      int directory = prepare(temporary, path);
      try {
        boolean free = nameOrSettle(temporary, directory, path);
        syncNames(directory, path);
        return free;
      } finally {
        Libc.close(directory);
      }
    }
  }

  /// Publishes in place of what has the name; closes the temporary.
  void replace(LinuxTemporary temporary, StorePath path) {
    try (temporary) {
      int directory = prepare(temporary, path);
      try {
        int result = temporary.moveOver(directory, path.name());
        if (result < 0) {
          throw root.failure("replace", path, result);
        }
        syncNames(directory, path);
      } finally {
        Libc.close(directory);
      }
    }
  }

  /// Gives a file another name that is free.
  ///
  /// @return whether it was moved: it was there, and the name was free
  boolean move(StorePath from, StorePath to) {
    int source = directories.open(from.parent(), OpenFlag.DIRECTORY);
    if (Errno.ENOENT.is(source)) {
      return false;
    }
    if (source < 0) {
      throw root.failure("open directory", from.parent(), source);
    }
    try {
      int target = directories.openOrMake(to.parent());
      try {
        int result = Renaming.withoutReplacing(source, from.name(), target, to.name());
        if (Errno.isAny(result, Errno.ENOENT, Errno.EEXIST)) {
          return false;
        }
        if (result < 0) {
          throw root.failure("move", from, result);
        }
        // Where it is now, before where it was: so it is somewhere, whatever comes between.
        syncNames(target, to);
        syncNames(source, from);
        return true;
      } finally {
        Libc.close(target);
      }
    } finally {
      Libc.close(source);
    }
  }

  /// Brings the names in a directory to the disk, in a durable store.
  void syncDirectory(StorePath path) {
    if (!root.durable()) {
      return;
    }
    int directory = directories.open(path, OpenFlag.DIRECTORY);
    if (Errno.ENOENT.is(directory)) {
      return;
    }
    if (directory < 0) {
      throw root.failure("open directory", path, directory);
    }
    try {
      Sync.directory(directory, root.displayPath(path));
    } finally {
      Libc.close(directory);
    }
  }

  /// Gives an open file a name that is free; nothing is synced but the names of new directories,
  /// whose later files count on that.
  ShareOutcome link(int source, StorePath path) {
    int directory = directories.openOrMake(path.parent());
    try {
      return HardLink.make(
          source, directory, path.name(), result -> root.failure("publish", path, result));
    } finally {
      Libc.close(directory);
    }
  }

  /// Publishes an empty temporary with the bytes of an open file, without replacing, synced as
  /// little as [#link]; closes the temporary.
  ShareOutcome share(LinuxTemporary temporary, int source, StorePath path) {
    try (temporary) {
      ShareOutcome.NotApplicable obstacle =
          Reflink.obstacle(
              temporary.cloneFrom(source), result -> root.failure("clone", path, result));
      if (obstacle != null) {
        return obstacle;
      }
      int directory = directories.openOrMake(path.parent());
      int result;
      try {
        result = temporary.moveTo(directory, path.name());
      } finally {
        Libc.close(directory);
      }
      if (Errno.EEXIST.is(result)) {
        return new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, Errno.reason(result));
      }
      result = result < 0 ? result : temporary.ask();
      if (result < 0) {
        throw root.failure("publish", path, result);
      }
      return new ShareOutcome.Shared(Statx.answer());
    }
  }

  private int prepare(LinuxTemporary temporary, StorePath path) {
    if (root.durable()) {
      temporary.sync();
    }
    return directories.openOrMake(path.parent());
  }

  private boolean nameOrSettle(LinuxTemporary temporary, int directory, StorePath path) {
    while (true) {
      int result = temporary.moveTo(directory, path.name());
      if (result == 0) {
        return true;
      }
      if (!Errno.EEXIST.is(result)) {
        throw root.failure("publish", path, result);
      }
      if (!root.durable() || settle(directory, path)) {
        return false;
      }
    }
  }

  // What is there may come from a publisher that has not synced it yet. False if it went meanwhile.
  private boolean settle(int directory, StorePath path) {
    int there = Libc.openat(directory, path.name(), OpenFlag.READ, 0);
    if (Errno.ENOENT.is(there)) {
      return false;
    }
    if (there < 0) {
      throw root.failure("open", path, there);
    }
    try {
      Sync.file(there, root.displayPath(path));
    } finally {
      Libc.close(there);
    }
    return true;
  }

  private void syncNames(int directory, StorePath path) {
    if (root.durable()) {
      Sync.directory(directory, root.displayPath(path.parent()));
    }
  }
}
