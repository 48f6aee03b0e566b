package holotree.api.error;

/// A structure on disk has a version that this runtime cannot read.
public final class FormatVersionException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final long found;
  private final int min;
  private final int max;

  /// @param file the file that holds the structure
  /// @param found the version it states
  /// @param min oldest version this runtime reads
  /// @param max newest version this runtime reads
  public FormatVersionException(String file, long found, int min, int max) {
    super(
        file + " has format version " + found + "; this runtime reads " + min + " to " + max + ".",
        "It was written by another release; nothing was changed.",
        "Use a release of Holotree that reads version " + found + ".",
        false,
        null);
    this.found = found;
    this.min = min;
    this.max = max;
  }

  /// The version found.
  public long found() {
    return found;
  }

  /// The oldest version this runtime reads.
  public int min() {
    return min;
  }

  /// The newest version this runtime reads.
  public int max() {
    return max;
  }
}
