package holotree.api.error;

import org.jspecify.annotations.Nullable;

/// Bytes on disk are not what was written there.
public final class CorruptException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String expected;
  private final String actual;

  /// @param file the damaged file
  /// @param offset where the damage was noticed, bytes from the start of the file; -1 if it is the
  ///     whole file
  /// @param expected what should be there
  /// @param actual what is there
  public CorruptException(String file, long offset, String expected, String actual) {
    this(file, offset, expected, actual, null);
  }

  /// As the other constructor, with the error that revealed the damage.
  public CorruptException(
      String file, long offset, String expected, String actual, @Nullable Throwable cause) {
    super(
        file
            + (offset < 0 ? "" : ", offset " + offset)
            + ": expected "
            + expected
            + ", found "
            + actual
            + ".",
        "The file is damaged; nothing made from it was kept.",
        "Run `holotree check --heal`, which brings back what it finds elsewhere; record again, or bring"
            + " back from a backup, what stays missing.",
        false,
        cause);
    this.file = file;
    this.offset = offset;
    this.expected = expected;
    this.actual = actual;
  }

  /// The damaged file.
  public String file() {
    return file;
  }

  /// Where the damage was noticed, bytes from the start of the file; -1 for the whole file.
  public long offset() {
    return offset;
  }

  /// What should be there.
  public String expected() {
    return expected;
  }

  /// What is there.
  public String actual() {
    return actual;
  }
}
