package holotree.api.error;

import org.jspecify.annotations.Nullable;

/// A disk or a quota is full: there are too few bytes, or too few inodes, of which each file, directory
/// and symbolic link takes one.
public final class NoSpaceException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final long needed;
  private final long there;
  private final long inodesNeeded;
  private final long inodesThere;

  /// @param path what was being written
  /// @param needed bytes that were to be written; -1 if unknown
  /// @param there bytes that are free; -1 if unknown
  /// @param cause the failure that told so
  public NoSpaceException(String path, long needed, long there, @Nullable Throwable cause) {
    this(path, needed, there, -1, -1, cause);
  }

  /// @param path what was or is to be written
  /// @param needed bytes that were to be written; -1 if unknown
  /// @param there bytes that are free; -1 if unknown
  /// @param inodesNeeded entries that were to be made; -1 if unknown
  /// @param inodesThere entries that can be made; -1 if unknown
  /// @param cause the failure that told so
  public NoSpaceException(
      String path,
      long needed,
      long there,
      long inodesNeeded,
      long inodesThere,
      @Nullable Throwable cause) {
    super(
        "No space left to write "
            + path
            + text(": ", "bytes", needed, there)
            + text(needed < 0 && there < 0 ? ": " : "; ", "inodes", inodesNeeded, inodesThere)
            + ".",
        "The disk, its inodes or a quota are used up; what was begun was taken back.",
        "Make room on that disk or choose another with --home, --library or --to, then try again.",
        true,
        cause);
    this.needed = needed;
    this.there = there;
    this.inodesNeeded = inodesNeeded;
    this.inodesThere = inodesThere;
  }

  private static String text(String before, String what, long needed, long there) {
    if (needed < 0) {
      return there < 0 ? "" : before + there + " " + what + " there";
    }
    return before + needed + " " + what + " needed" + (there < 0 ? "" : ", " + there + " there");
  }

  /// Bytes that were to be written; -1 if unknown.
  public long needed() {
    return needed;
  }

  /// Bytes that are free; -1 if unknown.
  public long there() {
    return there;
  }

  /// Entries that were to be made; -1 if unknown.
  public long inodesNeeded() {
    return inodesNeeded;
  }

  /// Entries that can be made; -1 if unknown.
  public long inodesThere() {
    return inodesThere;
  }
}
