package holotree.fs.windows;

import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import holotree.fs.windows.Patience.Wait;

/// Gives temporaries their names. Thread-safe.
///
/// In a durable store a file is flushed before it has its name, so that the name never stands for less than
/// all its bytes, and through the same handle once more after that: flushing a file brings its facts and its name
/// along ("FlushFileBuffers" of Microsoft's documentation: "metadata" too), and with it all that NTFS has in its
/// log before, so the names of new directories.
final class Publication {

  private static final Opening SYNC_DIRECTORY =
      new Opening(
          Win32.WRITE_DATA | Win32.READ_ATTRIBUTES,
          Win32.SHARE_ALL,
          Win32.OPEN,
          Win32.DIRECTORY_FILE);

  private final StoreRoot root;
  private final StoreDirectories directories;
  private final Disk disk;

  Publication(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
    this.disk = root.disk();
  }

  /// Publishes without replacing; closes the temporary.
  ///
  /// @return whether the name was free
  boolean publish(WindowsTemporary temporary, StorePath path) {
    try (temporary) {
      long directory = prepare(temporary, path);
      try {
        temporary.move(directory, path.name(), false);
      } catch (WindowsError error) {
        if (!Disk.isTaken(error)) {
          throw root.failure("publish", path, error);
        }
        // Who took it may not have come to flushing it yet.
        syncNames(directory, path.parent());
        return false;
      } finally {
        disk.close(directory);
      }
      syncName(temporary);
      return true;
    }
  }

  /// Publishes in place of what has the name; closes the temporary.
  void replace(WindowsTemporary temporary, StorePath path) {
    try (temporary) {
      long directory = prepare(temporary, path);
      try {
        temporary.move(directory, path.name(), true);
      } catch (WindowsError error) {
        throw root.failure("replace", path, error);
      } finally {
        disk.close(directory);
      }
      syncName(temporary);
    }
  }

  /// Gives a file another name that is free.
  ///
  /// @return whether it was moved: it was there, and the name was free
  boolean move(StorePath from, StorePath to) {
    long file;
    try {
      file = open(from);
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return false;
      }
      throw root.failure("move", from, error);
    }
    try {
      long directory = directories.openOrMake(to.parent());
      try {
        disk.patience()
            .untilDone(
                Wait.HELD_OR_DENIED, () -> disk.kernel().rename(file, directory, to.name(), false));
        // Both names are in one step of the log.
        syncNames(directory, to.parent());
        return true;
      } finally {
        disk.close(directory);
      }
    } catch (WindowsError error) {
      if (Disk.isTaken(error)) {
        return false;
      }
      throw root.failure("move", from, error);
    } finally {
      disk.close(file);
    }
  }

  /// Brings the names in a directory to the disk, in a durable store.
  void syncDirectory(StorePath path) {
    if (!root.durable()) {
      return;
    }
    long directory;
    try {
      directory = directories.open(path);
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return;
      }
      throw root.failure("open directory", path, error);
    }
    try {
      syncNames(directory, path);
    } finally {
      disk.close(directory);
    }
  }

  /// Gives an open file a name that is free; nothing is synced.
  ShareOutcome link(long source, StorePath path) {
    long directory = directories.openOrMake(path.parent());
    try {
      return HardLink.make(disk, source, directory, path.name());
    } catch (WindowsError error) {
      throw root.failure("publish", path, error);
    } finally {
      disk.close(directory);
    }
  }

  /// Publishes an empty temporary with the bytes of an open file, without replacing, synced as little as
  /// [#link]; closes the temporary.
  ShareOutcome share(WindowsTemporary temporary, long source, StorePath path) {
    try (temporary) {
      ShareOutcome.NotApplicable obstacle = temporary.cloneFrom(source);
      if (obstacle != null) {
        return obstacle;
      }
      long directory = directories.openOrMake(path.parent());
      try {
        temporary.move(directory, path.name(), false);
      } finally {
        disk.close(directory);
      }
      return new ShareOutcome.Shared(temporary.stat());
    } catch (WindowsError error) {
      if (Disk.isTaken(error)) {
        return new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, SystemError.reason(error));
      }
      throw root.failure("publish", path, error);
    }
  }

  private long open(StorePath path) throws WindowsError {
    long directory = directories.open(path.parent());
    try {
      return disk.open(Wait.HELD_OR_DENIED, directory, path.name(), Disk.REMOVE);
    } finally {
      disk.close(directory);
    }
  }

  private long prepare(WindowsTemporary temporary, StorePath path) {
    syncName(temporary);
    return directories.openOrMake(path.parent());
  }

  private void syncName(WindowsTemporary temporary) {
    if (root.durable()) {
      temporary.sync();
    }
  }

  // Through a handle that may write, which flushing asks for.
  private void syncNames(long directory, StorePath path) {
    if (!root.durable()) {
      return;
    }
    try {
      long again = disk.open(Wait.HELD_OR_DENIED, directory, "", SYNC_DIRECTORY);
      try {
        disk.kernel().flush(again);
      } finally {
        disk.close(again);
      }
    } catch (WindowsError error) {
      throw root.failure("sync directory", path, error);
    }
  }
}
