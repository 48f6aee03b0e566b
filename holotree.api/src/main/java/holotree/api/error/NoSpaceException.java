package holotree.api.error;

import org.jspecify.annotations.Nullable;

/// A disk or a quota is full.
public final class NoSpaceException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final long needed;
  private final long there;

  /// @param path what was being written
  /// @param needed bytes that were to be written; -1 if unknown
  /// @param there bytes that are free; -1 if unknown
  /// @param cause the failure that told so
  public NoSpaceException(String path, long needed, long there, @Nullable Throwable cause) {
    super(
        "No space left to write "
            + path
            + (needed < 0 ? "" : ": " + needed + " bytes needed")
            + (there < 0 ? "" : ", " + there + " there")
            + ".",
        "The disk, its inodes or a quota are used up; what was begun was taken back.",
        "Make room on that disk or choose another with --home, --library or --to, then try again.",
        true,
        cause);
    this.needed = needed;
    this.there = there;
  }

  /// Bytes that were to be written; -1 if unknown.
  public long needed() {
    return needed;
  }

  /// Bytes that are free; -1 if unknown.
  public long there() {
    return there;
  }
}
