package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import java.util.function.IntFunction;

/// Gives open files further names: to the inode that is open, never by a path, which may lead to
/// another file by now. Two calls: link and stat. Thread-safe.
final class HardLink {

  private static final byte[] THE_FILE_ITSELF = {};

  // Before Linux 6.10 only the capability CAP_DAC_READ_SEARCH allowed to link a file by its
  // descriptor alone; without it, the descriptor's name in /proc leads to the same inode.
  private static volatile boolean onlyByProc;

  private HardLink() {}

  /// Names the open file `source` `name` in `directory`.
  ///
  /// @param failure makes the exception for an error that has nothing to do with sharing
  static ShareOutcome make(
      int source, int directory, byte[] name, IntFunction<HolotreeException> failure) {
    int result = link(source, directory, name);
    if (result == 0) {
      result = Statx.ask(source);
      if (result == 0) {
        return new ShareOutcome.Shared(Statx.answer());
      }
      throw failure.apply(result);
    }
    return obstacle(source, result, failure);
  }

  private static int link(int source, int directory, byte[] name) {
    if (onlyByProc) {
      return linkByProc(source, directory, name);
    }
    int result = Libc.linkat(source, THE_FILE_ITSELF, directory, name, Libc.AT_EMPTY_PATH);
    // The same error says that the file has no name left, which the other way would not change.
    if (!Errno.ENOENT.is(result) || !hasName(source)) {
      return result;
    }
    result = linkByProc(source, directory, name);
    onlyByProc = result == 0;
    return result;
  }

  /// As by the descriptor alone, through its name in `/proc`.
  static int linkByProc(int source, int directory, byte[] name) {
    byte[] path = EntryName.bytes("/proc/self/fd/" + source);
    return Libc.linkat(Libc.AT_FDCWD, path, directory, name, Libc.AT_SYMLINK_FOLLOW);
  }

  private static boolean hasName(int source) {
    return Statx.ask(source) == 0 && Statx.answer().links() > 0;
  }

  private static ShareOutcome.NotApplicable obstacle(
      int source, int result, IntFunction<HolotreeException> failure) {
    if (Errno.EMLINK.is(result)) {
      return new ShareOutcome.NotApplicable(
          Obstacle.TOO_MANY_LINKS, "the file has as many names as it can have (EMLINK)");
    }
    if (Errno.EEXIST.is(result)) {
      return new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, Errno.reason(result));
    }
    if (Errno.ENOENT.is(result) && !hasName(source)) {
      return new ShareOutcome.NotApplicable(
          Obstacle.SOURCE_GONE, "the file has lost its last name (ENOENT)");
    }
    return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, reason(result, failure));
  }

  private static String reason(int result, IntFunction<HolotreeException> failure) {
    if (Errno.EXDEV.is(result)) {
      return "the two places are on different file systems or mounts (EXDEV)";
    }
    if (Errno.EPERM.is(result)) {
      return "the file system has no hard links or keeps this user from making one (EPERM)";
    }
    if (Errno.ENOENT.is(result)) {
      return "an open file cannot be named, /proc being out of reach (ENOENT)";
    }
    if (Errno.isAny(result, Errno.EACCES, Errno.EOPNOTSUPP)) {
      return Errno.reason(result);
    }
    throw failure.apply(result);
  }
}
