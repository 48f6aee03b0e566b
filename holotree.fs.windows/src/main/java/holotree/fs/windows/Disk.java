package holotree.fs.windows;

import holotree.api.error.HolotreeException;
import holotree.api.fs.FileStat;
import holotree.fs.windows.Patience.Wait;
import java.nio.file.Path;
import java.time.InstantSource;

/// What all parts of a strategy have in common. Thread-safe.
///
/// @param kernel Windows
/// @param patience for what other programs hold
/// @param clock gives the times that things are marked as used with
/// @param trees those that are open
record Disk(Kernel kernel, Patience patience, InstantSource clock, OpenTrees trees) {

  /// What a directory is opened for: to be listed, and to open what is in it.
  private static final int LOOK_INTO = Win32.LIST_DIRECTORY | Win32.READ_ATTRIBUTES;

  /// Opens what is there to ask what it is.
  static final Opening LOOK = new Opening(Win32.READ_ATTRIBUTES, Win32.SHARE_ALL, Win32.OPEN, 0);

  /// Opens a file to be read, which may be deleted and replaced meanwhile.
  static final Opening READ =
      new Opening(Win32.READ_DATA | Win32.READ_ATTRIBUTES, Win32.SHARE_ALL, Win32.OPEN, 0);

  /// Opens what is there to set what it is.
  static final Opening MARK =
      new Opening(Win32.READ_ATTRIBUTES | Win32.WRITE_ATTRIBUTES, Win32.SHARE_ALL, Win32.OPEN, 0);

  /// Opens what is there to take its name.
  static final Opening REMOVE =
      new Opening(Win32.DELETE | Win32.READ_ATTRIBUTES, Win32.SHARE_ALL, Win32.OPEN, 0);

  /// Opens a directory that others may rename and delete.
  static final Opening SHARED_DIRECTORY =
      new Opening(LOOK_INTO, Win32.SHARE_ALL, Win32.OPEN, Win32.DIRECTORY_FILE);

  /// Makes a directory that others may rename and delete.
  static final Opening NEW_SHARED_DIRECTORY =
      new Opening(LOOK_INTO, Win32.SHARE_ALL, Win32.CREATE, Win32.DIRECTORY_FILE);

  /// Opens a directory that nobody can put another in the place of, for as long as it is open.
  static final Opening HELD_DIRECTORY =
      new Opening(
          LOOK_INTO, Win32.SHARE_READ | Win32.SHARE_WRITE, Win32.OPEN, Win32.DIRECTORY_FILE);

  /// Makes such a directory.
  static final Opening NEW_HELD_DIRECTORY =
      new Opening(
          LOOK_INTO, Win32.SHARE_READ | Win32.SHARE_WRITE, Win32.CREATE, Win32.DIRECTORY_FILE);

  /// The full name of a path, `.` and `..` taken away.
  ///
  /// @throws IllegalArgumentException if it is not absolute
  String fullName(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
    return kernel.fullName(path.normalize());
  }

  /// Opens something, trying again what may pass.
  long open(Wait wait, long directory, String name, Opening how) throws WindowsError {
    return patience.until(wait, () -> kernel.open(directory, name, how));
  }

  /// Opens a directory of which nothing is a link but what leads to it.
  ///
  /// @return its handle
  long openDirectory(String fullName) throws WindowsError {
    long directory = open(Wait.HELD_OR_DENIED, 0, fullName, SHARED_DIRECTORY);
    try {
      if (Stats.isReparsePoint(kernel.facts(directory))) {
        throw SystemError.ERROR_DIRECTORY.asError();
      }
      return directory;
    } catch (WindowsError | RuntimeException | Error failure) {
      close(directory);
      throw failure;
    }
  }

  /// What stands under a name.
  FileStat stat(long directory, String name) throws WindowsError {
    long handle = open(Wait.HELD_OR_DENIED, directory, name, LOOK);
    try {
      return Stats.of(kernel, handle);
    } finally {
      close(handle);
    }
  }

  /// Closes a handle of which nothing is expected any more.
  void close(long handle) {
    Handle.close(kernel, handle);
  }

  /// The time of now.
  long now() {
    return FileTimes.of(clock.instant());
  }

  /// The exception for a failed call on a whole path.
  static HolotreeException failure(String operation, Path path, WindowsError error) {
    return SystemError.failure(operation, path.toString(), error);
  }

  /// Whether an error says that nothing is there.
  static boolean isAbsent(WindowsError error) {
    return error.isAny(Win32.ERROR_FILE_NOT_FOUND, Win32.ERROR_PATH_NOT_FOUND);
  }

  /// Whether an error says that a name is taken.
  static boolean isTaken(WindowsError error) {
    return error.isAny(Win32.ERROR_ALREADY_EXISTS, Win32.ERROR_FILE_EXISTS);
  }

  /// Whether an error says that this user may not change anything there.
  static boolean isForbidden(WindowsError error) {
    return error.isAny(Win32.ERROR_ACCESS_DENIED, Win32.ERROR_WRITE_PROTECT);
  }
}
