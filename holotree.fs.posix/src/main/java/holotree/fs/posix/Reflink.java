package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Says what keeps a new file from sharing the bytes of another (`FICLONE`).
final class Reflink {

  private Reflink() {}

  /// What the error of a clone means.
  ///
  /// @param result what the call returned
  /// @param failure makes the exception for an error that has nothing to do with sharing
  /// @return null if it was done
  static ShareOutcome.@Nullable NotApplicable obstacle(
      int result, IntFunction<HolotreeException> failure) {
    if (result == 0) {
      return null;
    }
    if (Errno.EXDEV.is(result)) {
      return impossible("the two places are on different file systems (EXDEV)");
    }
    if (Errno.isAny(result, Errno.EOPNOTSUPP, Errno.ENOTTY)) {
      return impossible("the file system has no reflinks: " + Errno.reason(result));
    }
    if (Errno.isAny(result, Errno.EINVAL, Errno.EPERM, Errno.ETXTBSY)) {
      return impossible("the file system does not clone this file: " + Errno.reason(result));
    }
    throw failure.apply(result);
  }

  private static ShareOutcome.NotApplicable impossible(String reason) {
    return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, reason);
  }
}
