package holotree.testkit.fault;

import static holotree.testkit.fault.DiskError.EACCES;
import static holotree.testkit.fault.DiskError.EDQUOT;
import static holotree.testkit.fault.DiskError.EIO;
import static holotree.testkit.fault.DiskError.EMFILE;
import static holotree.testkit.fault.DiskError.EMLINK;
import static holotree.testkit.fault.DiskError.ENOSPC;
import static holotree.testkit.fault.DiskError.EROFS;
import static holotree.testkit.fault.DiskError.EXDEV;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/// Every operation of every face that may fail, and the errors it may meet.
public enum Operation {
  // The strategy and its probe.
  MEASURE(true, ENOSPC, EIO, EROFS, EACCES),
  MEASURE_SHARING(true, ENOSPC, EIO, EROFS, EACCES),
  OPEN_TREE(false, EIO, EACCES, EMFILE),
  RESOLVE(false, EIO, EACCES),
  MAKE_DIRECTORIES(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMLINK),
  CREATE_TREE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMLINK, EMFILE),
  RENAME_TREE(true, ENOSPC, EIO, EROFS, EACCES, EXDEV),
  REMOVE_EMPTY_DIRECTORY(true, EIO, EROFS, EACCES),
  STAT_PATH(false, EIO, EACCES),
  BECOME(false, EIO, EACCES),

  // Stores.
  CREATE_TEMPORARY(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE),
  WRITE_TEMPORARY(true, ENOSPC, EDQUOT, EIO, EROFS),
  REMOVE_TEMPORARY(true, EIO, EROFS, EACCES),
  PUBLISH(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE),
  REPLACE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE),
  /// What comes last when a durable store gives a file its name; the name is there already.
  SYNC_NAME(true, EIO),
  PUBLISH_LINK(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EXDEV, EMLINK),
  PUBLISH_CLONE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EXDEV, EMFILE),
  APPEND(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE),
  STAT_STORED(false, EIO, EACCES),
  OPEN_STORED(false, EIO, EACCES, EMFILE),
  READ_STORED(false, EIO),
  MAP_STORED(false, EIO),
  LIST_STORED(false, EIO, EACCES, EMFILE),
  DELETE_STORED(true, EIO, EROFS, EACCES),
  /// A move that fails before anything was moved; what comes after that is a [#SYNC_NAME].
  MOVE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE),
  SYNC_DIRECTORY(true, EIO, EACCES, EMFILE),
  SWEEP(true, EIO, EROFS, EACCES, EMFILE),
  LOCK(false, ENOSPC, EIO, EROFS, EACCES, EMFILE),
  TRY_LOCK(false, ENOSPC, EIO, EROFS, EACCES, EMFILE),
  FREE(false, EIO),

  // Trees.
  OPEN_DIRECTORY(false, EIO, EACCES, EMFILE),
  MAKE_DIRECTORY(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMLINK),
  FINISH_DIRECTORY(true, EIO, EROFS, EACCES),
  SET_ATTRIBUTES(true, EIO, EROFS, EACCES),
  CREATE_WHOLE_FILE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE),
  CREATE_FILE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE),
  WRITE_FILE(true, ENOSPC, EDQUOT, EIO, EROFS),
  FINISH_FILE(true, EIO, EROFS),
  LINK_FILE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EXDEV, EMLINK),
  CLONE_FILE(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES, EXDEV, EMFILE),
  OPEN_FILE(false, EIO, EACCES, EMFILE),
  STAT_OPEN_FILE(false, EIO),
  READ_FILE(false, EIO),
  CREATE_SYMLINK(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES),
  READ_SYMLINK(false, EIO, EACCES),
  STAT_ENTRY(false, EIO, EACCES),
  STAT_DIRECTORY(false, EIO, EACCES),
  LIST_DIRECTORY(false, EIO, EACCES, EMFILE),
  NEXT_ENTRY(false, EIO),
  STAT_NEXT_ENTRY(false, EIO, EACCES),
  REMOVE_FILE(true, EIO, EROFS, EACCES),
  REMOVE_DIRECTORY(true, EIO, EROFS, EACCES),
  SYNC(true, EIO),
  MARK(true, ENOSPC, EDQUOT, EIO, EROFS, EACCES),
  READ_MARK(false, EIO, EACCES);

  private final boolean changes;

  @SuppressWarnings("ImmutableEnumChecker") // filled once and never handed out
  private final EnumSet<DiskError> errors;

  Operation(boolean changes, DiskError... errors) {
    this.changes = changes;
    this.errors = EnumSet.copyOf(List.of(errors));
  }

  /// Whether it changes what is on the disk.
  public boolean changes() {
    return changes;
  }

  /// The errors it may meet.
  public List<DiskError> errors() {
    return List.copyOf(errors);
  }

  /// Whether it may meet `error`.
  public boolean meets(DiskError error) {
    return errors.contains(error);
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
