package holotree.fs.windows;

import holotree.api.error.BusyException;
import holotree.api.error.HolotreeException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;

/// The errors of Windows that are met, their words, and the exception each becomes.
enum SystemError {
  ERROR_INVALID_FUNCTION(Win32.ERROR_INVALID_FUNCTION, "not done here", Next.SUPPORT),
  ERROR_FILE_NOT_FOUND(Win32.ERROR_FILE_NOT_FOUND, "no such file", Next.CHANGED),
  ERROR_PATH_NOT_FOUND(Win32.ERROR_PATH_NOT_FOUND, "no such directory", Next.CHANGED),
  ERROR_TOO_MANY_OPEN_FILES(
      Win32.ERROR_TOO_MANY_OPEN_FILES,
      "too many open files",
      "Close some programs, then try again."),
  ERROR_ACCESS_DENIED(
      Win32.ERROR_ACCESS_DENIED,
      "access denied",
      "Check the permissions of it and of the directory that it is in, and whether a program runs from"
          + " there. If a virus checker or an indexer holds it: "
          + Next.EXCLUDE),
  ERROR_NOT_SAME_DEVICE(
      Win32.ERROR_NOT_SAME_DEVICE, "on another volume", "Choose a place on the same volume."),
  ERROR_WRITE_PROTECT(
      Win32.ERROR_WRITE_PROTECT,
      "volume can only be read",
      "Allow writing to the volume, or choose another place."),
  ERROR_SHARING_VIOLATION(Win32.ERROR_SHARING_VIOLATION, "open in another program", Next.EXCLUDE),
  ERROR_LOCK_VIOLATION(Win32.ERROR_LOCK_VIOLATION, "locked by another program", Next.EXCLUDE),
  ERROR_HANDLE_EOF(Win32.ERROR_HANDLE_EOF, "end of the file", Next.CHANGED),
  ERROR_HANDLE_DISK_FULL(Win32.ERROR_HANDLE_DISK_FULL, "disk full", Next.SPACE),
  ERROR_NOT_SUPPORTED(Win32.ERROR_NOT_SUPPORTED, "not supported here", Next.SUPPORT),
  ERROR_FILE_EXISTS(Win32.ERROR_FILE_EXISTS, "something of that name is there", Next.MOVE),
  ERROR_INVALID_PARAMETER(Win32.ERROR_INVALID_PARAMETER, "not done that way here", Next.SUPPORT),
  ERROR_DISK_FULL(Win32.ERROR_DISK_FULL, "disk full", Next.SPACE),
  ERROR_INVALID_NAME(Win32.ERROR_INVALID_NAME, "name not valid here", "Choose another name."),
  ERROR_DIR_NOT_EMPTY(
      Win32.ERROR_DIR_NOT_EMPTY, "directory not empty", "Remove what is in it, then try again."),
  ERROR_ALREADY_EXISTS(Win32.ERROR_ALREADY_EXISTS, "something of that name is there", Next.MOVE),
  ERROR_FILENAME_EXCED_RANGE(
      Win32.ERROR_FILENAME_EXCED_RANGE, "name too long", "Choose a place with a shorter path."),
  ERROR_DIRECTORY(Win32.ERROR_DIRECTORY, "not a directory", Next.KIND),
  ERROR_DELETE_PENDING(
      Win32.ERROR_DELETE_PENDING, "being deleted, and open in another program", Next.EXCLUDE),
  ERROR_DIRECTORY_NOT_SUPPORTED(Win32.ERROR_DIRECTORY_NOT_SUPPORTED, "is a directory", Next.KIND),
  ERROR_BLOCK_TOO_MANY_REFERENCES(
      Win32.ERROR_BLOCK_TOO_MANY_REFERENCES, "too many clones", Next.SUPPORT),
  ERROR_TOO_MANY_LINKS(Win32.ERROR_TOO_MANY_LINKS, "too many links", Next.SUPPORT),
  ERROR_USER_MAPPED_FILE(
      Win32.ERROR_USER_MAPPED_FILE, "mapped into memory by another program", Next.EXCLUDE),
  ERROR_DISK_QUOTA_EXCEEDED(Win32.ERROR_DISK_QUOTA_EXCEEDED, "disk quota exceeded", Next.SPACE),
  ERROR_PRIVILEGE_NOT_HELD(
      Win32.ERROR_PRIVILEGE_NOT_HELD,
      "this user may not do that",
      "Give this user the right, or run as an administrator."),
  ERROR_NOT_A_REPARSE_POINT(Win32.ERROR_NOT_A_REPARSE_POINT, "not a symbolic link", Next.KIND),
  ERROR_REPARSE_TAG_INVALID(
      Win32.ERROR_REPARSE_TAG_INVALID, "a link, or a file kept elsewhere", Next.KIND);

  private static final SystemError[] ALL = values();

  private final int code;
  private final String words;
  private final String next;

  SystemError(int code, String words, String next) {
    this.code = code;
    this.words = words;
    this.next = next;
  }

  /// This error, to be answered as if Windows had given it.
  WindowsError asError() {
    return new WindowsError(code);
  }

  /// The words for an error, such as `access denied (ERROR_ACCESS_DENIED)`.
  static String reason(WindowsError error) {
    for (SystemError known : ALL) {
      if (error.isAny(known.code)) {
        return known.words + " (" + known.name() + ")";
      }
    }
    return "Windows error " + error.code();
  }

  /// The exception for a failed call.
  ///
  /// @param operation what was tried, such as `open`
  /// @param path what it was tried on, for people
  static HolotreeException failure(String operation, String path, WindowsError error) {
    return failure(operation, path, error, -1);
  }

  /// The exception for a failed write.
  ///
  /// @param needed bytes that were to be written; -1 if unknown
  static HolotreeException failure(String operation, String path, WindowsError error, long needed) {
    if (isNoSpace(error)) {
      return new NoSpaceException(path, needed, -1, error);
    }
    if (Patience.isHeld(error)) {
      return new BusyException(
          path,
          "another program, such as a virus checker or an indexer (" + reason(error) + ")",
          "Holotree tried for 10 s to "
              + operation
              + " it and gave up; what it had begun is not finished.",
          Next.EXCLUDE);
    }
    return new RefusedException(operation, path, reason(error), next(error), error);
  }

  private static boolean isNoSpace(WindowsError error) {
    return error.isAny(
        Win32.ERROR_DISK_FULL, Win32.ERROR_HANDLE_DISK_FULL, Win32.ERROR_DISK_QUOTA_EXCEEDED);
  }

  private static String next(WindowsError error) {
    for (SystemError known : ALL) {
      if (error.isAny(known.code)) {
        return known.next;
      }
    }
    return Next.SUPPORT;
  }

  /// Advice that several errors share.
  private static final class Next {
    static final String EXCLUDE =
        "End the program that has it open; if that is a virus checker, exclude the folders of the library"
            + " and of the home from it (Windows Security > Virus & threat protection > Manage settings"
            + " > Exclusions > Folder), then try again.";
    static final String CHANGED =
        "Check the path, and that nothing else changes the tree meanwhile, then try again.";
    static final String KIND =
        "Check what stands there: another kind of file was expected, and links are not followed.";
    static final String MOVE = "Move away what is there, then try again.";
    static final String SUPPORT = "Choose a place on another file system.";
    static final String SPACE = "Make room, then try again.";

    private Next() {}
  }
}
