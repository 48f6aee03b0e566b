package holotree.fs.windows;

import holotree.fs.windows.Patience.Wait;

/// The directories of a store, made as needed. Thread-safe.
///
/// Nothing is synced when one is made: NTFS and ReFS write what is done to names in the order in which it is
/// done, so that flushing a file that was put in a directory later brings the directory's name along ("The NTFS
/// log file", Windows Internals, part 2, chapter 11).
final class StoreDirectories {

  private final StoreRoot root;
  private final Disk disk;

  StoreDirectories(StoreRoot root) {
    this.root = root;
    this.disk = root.disk();
  }

  /// Opens a directory.
  ///
  /// @return its handle, the caller's to close
  /// @throws WindowsError one that is [Disk#isAbsent] also where the root is not there
  long open(StorePath path) throws WindowsError {
    Handle base = root.ifThere();
    if (base == null) {
      throw SystemError.ERROR_PATH_NOT_FOUND.asError();
    }
    try {
      return descend(base.number(), path, false);
    } finally {
      base.release();
    }
  }

  /// Opens a directory, made as needed, those above it too.
  ///
  /// @return its handle, the caller's to close
  long openOrMake(StorePath path) {
    Handle base = root.made();
    try {
      return descend(base.number(), path, true);
    } catch (WindowsError error) {
      throw root.failure("make directory", path, error);
    } finally {
      base.release();
    }
  }

  // One name at a time, since a longer one would be followed through links.
  private long descend(long base, StorePath path, boolean making) throws WindowsError {
    long directory = disk.open(Wait.HELD_OR_DENIED, base, "", Disk.SHARED_DIRECTORY);
    for (String name : path.names()) {
      long above = directory;
      try {
        directory = making ? openOrMake(above, name) : open(above, name);
      } finally {
        disk.close(above);
      }
    }
    return directory;
  }

  private long openOrMake(long above, String name) throws WindowsError {
    while (true) {
      try {
        return open(above, name);
      } catch (WindowsError error) {
        if (!Disk.isAbsent(error)) {
          throw error;
        }
      }
      try {
        return disk.open(Wait.HELD_OR_DENIED, above, name, Disk.NEW_SHARED_DIRECTORY);
      } catch (WindowsError error) {
        if (!Disk.isTaken(error)) {
          throw error;
        }
      }
    }
  }

  private long open(long above, String name) throws WindowsError {
    long directory = disk.open(Wait.HELD_OR_DENIED, above, name, Disk.SHARED_DIRECTORY);
    try {
      if (Stats.isReparsePoint(disk.kernel().facts(directory))) {
        throw SystemError.ERROR_DIRECTORY.asError();
      }
      return directory;
    } catch (WindowsError | RuntimeException | Error failure) {
      disk.close(directory);
      throw failure;
    }
  }
}
