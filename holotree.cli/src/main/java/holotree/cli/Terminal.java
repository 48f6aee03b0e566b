package holotree.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What is known of the terminal, if there is one.
final class Terminal {

  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /// Whether standard error goes to a terminal that shows colours and nobody asked for none
  /// (<https://no-color.org>).
  static boolean showsColour() {
    String noColour = System.getenv("NO_COLOR");
    if ((noColour != null && !noColour.isEmpty()) || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    // Null or not where there is none: that depends on the modules of the runtime.
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && !redirected();
  }

  // Java can tell whether standard input and output are a terminal, not whether standard error is.
  private static boolean redirected() {
    try {
      return !Files.readSymbolicLink(STDERR).startsWith("/dev");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
