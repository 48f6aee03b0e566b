package holotree.fs.windows;

import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import holotree.fs.windows.Patience.Wait;
import java.util.List;
import java.util.Locale;

/// Gives open files further names: to the file that is open, never by a path, which may lead to another by
/// now.
final class HardLink {

  /// Programs, and libraries that programs load, get no further names: while one runs, Windows lets none of
  /// its names be deleted, and so a program that runs in one space would keep others from being changed.
  static final ShareOutcome.NotApplicable NO_PROGRAMS =
      new ShareOutcome.NotApplicable(
          Obstacle.NOT_POSSIBLE,
          "a program or library that runs in one space cannot be removed from another on Windows");

  private static final List<String> PROGRAMS = List.of(".exe", ".dll", ".pyd");

  private HardLink() {}

  /// Whether a file of that name may be run.
  static boolean isProgram(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return PROGRAMS.stream().anyMatch(lower::endsWith);
  }

  /// Names the open file `source` `name` in `directory`.
  ///
  /// @throws WindowsError for an error that has nothing to do with sharing
  static ShareOutcome make(Disk disk, long source, long directory, String name)
      throws WindowsError {
    try {
      disk.patience().untilDone(Wait.HELD_OR_DENIED, () -> link(disk, source, directory, name));
      return new ShareOutcome.Shared(Stats.of(disk.kernel(), source));
    } catch (WindowsError error) {
      return obstacle(disk, source, error);
    }
  }

  // Windows may ask for the right to set attributes, which a handle for reading has not.
  private static void link(Disk disk, long source, long directory, String name)
      throws WindowsError {
    try {
      disk.kernel().link(source, directory, name);
    } catch (WindowsError error) {
      if (hasNoName(disk, source)) {
        throw SystemError.ERROR_FILE_NOT_FOUND.asError();
      }
      if (!error.isAny(Win32.ERROR_ACCESS_DENIED)) {
        throw error;
      }
      long again = disk.kernel().open(source, "", Disk.MARK);
      try {
        disk.kernel().link(again, directory, name);
      } finally {
        disk.close(again);
      }
    }
  }

  private static boolean hasNoName(Disk disk, long source) throws WindowsError {
    return disk.kernel().facts(source).links() == 0;
  }

  private static ShareOutcome.NotApplicable obstacle(Disk disk, long source, WindowsError error)
      throws WindowsError {
    if (hasNoName(disk, source)) {
      return new ShareOutcome.NotApplicable(
          Obstacle.SOURCE_GONE, "the file has lost its last name");
    }
    String reason = SystemError.reason(error);
    if (error.isAny(Win32.ERROR_TOO_MANY_LINKS)) {
      return new ShareOutcome.NotApplicable(Obstacle.TOO_MANY_LINKS, reason);
    }
    if (Disk.isTaken(error)) {
      return new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, reason);
    }
    if (error.isAny(
        Win32.ERROR_NOT_SAME_DEVICE,
        Win32.ERROR_INVALID_FUNCTION,
        Win32.ERROR_NOT_SUPPORTED,
        Win32.ERROR_INVALID_PARAMETER,
        Win32.ERROR_ACCESS_DENIED)) {
      return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, reason);
    }
    throw error;
  }
}
