package holotree.fs.posix;

import holotree.api.error.BusyException;
import holotree.api.error.HolotreeException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.FreeSpace;

/// The kernel's error numbers, their words, and the exception each becomes. The numbers are the
/// same on x86-64 and aarch64.
enum Errno {
  EPERM(1, "operation not permitted", Next.PERMISSION),
  ENOENT(2, "no such file or directory", Next.CHANGED),
  EINTR(4, "interrupted system call", Next.AGAIN),
  EIO(5, "input/output error", Next.DISK),
  ENXIO(6, "no such device or address", Next.KIND),
  E2BIG(7, "argument list too long", "Give fewer arguments, or fewer variables."),
  ENOEXEC(8, "no program, and no script with a line #!", Next.KIND),
  EAGAIN(11, "resource temporarily unavailable", Next.AGAIN),
  ENOMEM(12, "out of memory", "Free some memory, then try again."),
  EACCES(13, "permission denied", Next.PERMISSION),
  EBUSY(16, "device or resource busy", "End what uses it or unmount it, then try again."),
  EEXIST(17, "file exists", "Move away what is there, then try again."),
  EXDEV(18, "on another file system", "Choose a place on the same file system."),
  ENODEV(19, "no such device", Next.KIND),
  ENOTDIR(20, "not a directory", Next.KIND),
  EISDIR(21, "is a directory", Next.KIND),
  EINVAL(22, "invalid argument", Next.SUPPORT),
  ENFILE(23, "too many open files in system", Next.FILES),
  EMFILE(24, "too many open files", Next.FILES),
  ENOTTY(25, "no such request for this file", Next.SUPPORT),
  ETXTBSY(26, "program is running", "End the program, then try again."),
  EFBIG(27, "file too large", "Choose a file system that takes larger files."),
  ENOSPC(28, "no space left on device", Next.SPACE),
  ESPIPE(29, "not seekable", Next.KIND),
  EROFS(30, "read-only file system", "Mount it for writing, or choose another place."),
  EMLINK(31, "too many links", "Choose another file system or fewer links."),
  ENAMETOOLONG(36, "name too long", "Choose a place with a shorter path or longer names."),
  ENOLCK(37, "no locks available", "Use a file system with locks, or start its lock service."),
  ENOSYS(38, "function not implemented", "Use a newer kernel, or allow the call in the sandbox."),
  ENOTEMPTY(39, "directory not empty", "Remove what is in it, then try again."),
  ELOOP(40, "symbolic link where none is followed", Next.KIND),
  ENODATA(61, "no data available", Next.SUPPORT),
  EOVERFLOW(75, "value too large", Next.SUPPORT),
  EILSEQ(84, "name not valid here", "Choose a file system that takes names of any bytes."),
  EOPNOTSUPP(95, "operation not supported", Next.SUPPORT),
  ESTALE(116, "stale file handle", Next.CHANGED),
  EDQUOT(122, "disk quota exceeded", Next.SPACE);

  private static final Errno[] ALL = values();

  private final int number;
  private final String words;
  private final String next;

  Errno(int number, String words, String next) {
    this.number = number;
    this.words = words;
    this.next = next;
  }

  /// Whether `result` of a system call is this error.
  boolean is(long result) {
    return result == -number;
  }

  /// This error as a system call returns it.
  int asResult() {
    return -number;
  }

  /// Whether `result` is one of `errors`.
  static boolean isAny(long result, Errno... errors) {
    for (Errno error : errors) {
      if (error.is(result)) {
        return true;
      }
    }
    return false;
  }

  /// The words for a failed call, such as `permission denied (EACCES)`.
  static String reason(long result) {
    for (Errno error : ALL) {
      if (error.is(result)) {
        return error.words + " (" + error.name() + ")";
      }
    }
    return "system error " + -result;
  }

  /// The exception for a failed call.
  ///
  /// @param operation what was tried, such as `open`
  /// @param path what it was tried on, for people
  /// @param result what the call returned; negative
  static HolotreeException failure(String operation, String path, long result) {
    return failure(operation, path, result, -1);
  }

  /// The exception for a failed write.
  ///
  /// @param needed bytes that were to be written; -1 if unknown
  static HolotreeException failure(String operation, String path, long result, long needed) {
    if (ENOSPC.is(result) || EDQUOT.is(result)) {
      return noSpace(path, result, needed);
    }
    if (isAny(result, EBUSY, ETXTBSY)) {
      return new BusyException(
          path,
          "another program (" + reason(result) + ")",
          "Holotree could not " + operation + " it, and what it had begun is not finished.");
    }
    return new RefusedException(operation, path, reason(result), next(result), null);
  }

  // A quota is not what the file system has.
  private static HolotreeException noSpace(String path, long result, long needed) {
    FileSystemStat now = ENOSPC.is(result) ? FileSystemStat.at(path) : null;
    if (now == null) {
      return new NoSpaceException(path, needed, -1, null);
    }
    long there = now.bytesForAll() == FreeSpace.UNCOUNTED ? -1 : now.bytesForAll();
    return now.free().inodes() == 0
        ? new NoSpaceException(path, needed, there, 1, 0, null)
        : new NoSpaceException(path, needed, there, null);
  }

  private static String next(long result) {
    for (Errno error : ALL) {
      if (error.is(result)) {
        return error.next;
      }
    }
    return Next.SUPPORT;
  }

  /// Advice that several errors share.
  private static final class Next {
    static final String PERMISSION =
        "Check its owner and mode and those of the directories above, or run as their owner.";
    static final String CHANGED =
        "Check the path, and that nothing else changes the tree meanwhile, then try again.";
    static final String AGAIN = "Try again.";
    static final String DISK = "Check the disk and the system log, then try again.";
    static final String KIND =
        "Check what stands there: another kind of file was expected, and links are not followed.";
    static final String SUPPORT = "Choose a place on another file system.";
    static final String FILES = "Raise the limit of open files (`ulimit -n`), then try again.";
    static final String SPACE = "Make room, then try again.";

    private Next() {}
  }
}
