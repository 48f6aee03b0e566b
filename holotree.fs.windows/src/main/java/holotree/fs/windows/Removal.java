package holotree.fs.windows;

import holotree.fs.windows.Patience.Wait;

/// Takes names away. What is opened to be deleted is looked at first, so that each kind of entry is removed by
/// the call for its kind, and a link to a directory as the link that it is.
final class Removal {

  private Removal() {}

  /// Removes a file or link.
  static void ofFile(Disk disk, long directory, String name) throws WindowsError {
    long entry = openFile(disk, directory, name);
    try {
      requireNoDirectory(disk, entry);
      delete(disk, entry);
    } finally {
      disk.close(entry);
    }
  }

  /// Takes the name from a file that was opened for deletion, read-only or not.
  static void delete(Disk disk, long file) throws WindowsError {
    disk.patience().untilDone(Wait.HELD_OR_DENIED, () -> deleteOnce(disk, file));
  }

  /// Removes an empty directory.
  static void ofDirectory(Disk disk, long directory, String name) throws WindowsError {
    long entry = openDirectory(disk, directory, name);
    try {
      if (!isDirectory(disk, entry)) {
        throw SystemError.ERROR_DIRECTORY.asError();
      }
      disk.patience().untilDone(Wait.HELD_OR_DENIED, () -> deleteDirectory(disk, entry));
    } finally {
      disk.close(entry);
    }
  }

  private static void deleteOnce(Disk disk, long file) throws WindowsError {
    try {
      disk.kernel().delete(file);
    } catch (WindowsError error) {
      if (!error.isAny(Win32.ERROR_ACCESS_DENIED) || !ReadOnly.isSet(disk, file)) {
        throw error;
      }
      try (ReadOnly _ = ReadOnly.lift(disk, file)) {
        disk.kernel().delete(file);
      }
    }
  }

  // A directory that a tree has open is no file, for which nobody need wait.
  private static long openFile(Disk disk, long directory, String name) throws WindowsError {
    try {
      return disk.kernel().open(directory, name, Disk.REMOVE);
    } catch (WindowsError error) {
      if (Patience.isHeld(error)) {
        long there = disk.open(Wait.HELD_OR_DENIED, directory, name, Disk.LOOK);
        try {
          requireNoDirectory(disk, there);
        } finally {
          disk.close(there);
        }
      }
    }
    return disk.open(Wait.HELD_OR_DENIED, directory, name, Disk.REMOVE);
  }

  private static void requireNoDirectory(Disk disk, long entry) throws WindowsError {
    if (isDirectory(disk, entry)) {
      throw SystemError.ERROR_DIRECTORY_NOT_SUPPORTED.asError();
    }
  }

  // A tree of this process may have it open, and would keep it so.
  private static long openDirectory(Disk disk, long directory, String name) throws WindowsError {
    try {
      return disk.kernel().open(directory, name, Disk.REMOVE);
    } catch (WindowsError error) {
      if (Patience.isHeld(error)) {
        disk.trees().letGo();
      }
    }
    return disk.open(Wait.HELD_OR_DENIED, directory, name, Disk.REMOVE);
  }

  private static boolean isDirectory(Disk disk, long entry) throws WindowsError {
    FileFacts facts = disk.kernel().facts(entry);
    return Stats.isDirectory(facts) && !Stats.isReparsePoint(facts);
  }

  private static void deleteDirectory(Disk disk, long entry) throws WindowsError {
    try {
      disk.kernel().delete(entry);
    } catch (WindowsError error) {
      if (error.isAny(Win32.ERROR_DIR_NOT_EMPTY) && holdsOnlyWhatGoes(disk, entry)) {
        throw SystemError.ERROR_DELETE_PENDING.asError();
      }
      throw error;
    }
  }

  // Before Windows 10, and on other file systems than NTFS, a deleted file keeps its name until the
  // last who
  // has it open closes it.
  private static boolean holdsOnlyWhatGoes(Disk disk, long entry) throws WindowsError {
    long directory = disk.kernel().open(entry, "", Disk.SHARED_DIRECTORY);
    try {
      for (String name : Names.in(disk, directory)) {
        if (!goes(disk, directory, name)) {
          return false;
        }
      }
      return true;
    } finally {
      disk.close(directory);
    }
  }

  private static boolean goes(Disk disk, long directory, String name) throws WindowsError {
    try {
      disk.close(disk.kernel().open(directory, name, Disk.LOOK));
      return false;
    } catch (WindowsError error) {
      return Disk.isAbsent(error)
          || error.isAny(Win32.ERROR_DELETE_PENDING, Win32.ERROR_ACCESS_DENIED);
    }
  }
}
