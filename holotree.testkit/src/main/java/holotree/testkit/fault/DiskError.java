package holotree.testkit.fault;

import holotree.api.error.HolotreeException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;

/// An error of the system, and what strategies make of it.
public enum DiskError {
  /// The disk is full, or has no inodes left. What is there can be removed.
  ENOSPC("no space left on device", Reach.DISK),
  /// A quota is used up.
  EDQUOT("disk quota exceeded", Reach.DISK),
  /// The disk is broken.
  EIO("input/output error", Reach.DISK),
  /// The file system can only be read.
  EROFS("read-only file system", Reach.DISK),
  /// This process may open no more files.
  EMFILE("too many open files", Reach.PROCESS),
  /// This user may not do it there.
  EACCES("permission denied", Reach.CALL),
  /// The two places are on different file systems.
  EXDEV("on another file system", Reach.CALL),
  /// The file or directory has as many names as it can have.
  EMLINK("too many links", Reach.CALL);

  private enum Reach {
    CALL,
    DISK,
    PROCESS
  }

  private final String words;
  private final Reach reach;

  DiskError(String words, Reach reach) {
    this.words = words;
    this.reach = reach;
  }

  /// The system's words, such as `input/output error (EIO)`.
  public String reason() {
    return words + " (" + name() + ")";
  }

  /// Whether an error that stays would meet `later`, too, after it met `first`: a broken, full or
  /// read-only disk whatever would change it; a process out of files whatever opens one; else the same
  /// operation alone.
  boolean spreads(Operation first, Operation later) {
    return later == first
        || (later.meets(this)
            && switch (reach) {
              case CALL -> false;
              case DISK -> later.changes();
              case PROCESS -> true;
            });
  }

  HolotreeException failure(Operation operation, String path) {
    return switch (this) {
      case ENOSPC, EDQUOT -> new NoSpaceException(path, -1, -1, null);
      default ->
          new RefusedException(
              operation.words(), path, reason(), "Correct it, then try again.", null);
    };
  }
}
