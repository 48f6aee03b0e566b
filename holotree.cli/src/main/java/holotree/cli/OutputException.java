package holotree.cli;

import java.io.IOException;
import java.util.Locale;

/// Standard output takes nothing more.
final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean readerGone;

  OutputException(IOException cause) {
    super(cause.getMessage(), cause);
    // EPIPE: the one at the other end, such as `head`, has seen enough. Java tells it by text
    // alone.
    this.readerGone = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }

  /// Whether the reader went away, which is its right, rather than that something failed.
  boolean readerGone() {
    return readerGone;
  }
}
