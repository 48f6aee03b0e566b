package holotree.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the process and its environment know of the terminal.
final class ProcessTerminal implements Terminal {

  private static final Path STDERR = Path.of("/proc/self/fd/2");
  private static final int USUAL_COLUMNS = 80;

  /// As for every program that heeds <https://no-color.org>.
  @Override
  public boolean showsColour() {
    String noColour = System.getenv("NO_COLOR");
    return (noColour == null || noColour.isEmpty()) && !dumb() && present();
  }

  /// What `COLUMNS` says, else as wide as terminals usually are: Java cannot ask.
  @Override
  public int columns() {
    return dumb() || !present() ? 0 : columns(System.getenv().getOrDefault("COLUMNS", ""));
  }

  static int columns(String asked) {
    try {
      int columns = Integer.parseInt(asked);
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (NumberFormatException _) {
      return USUAL_COLUMNS;
    }
  }

  private static boolean dumb() {
    return "dumb".equals(System.getenv("TERM"));
  }

  // Java can tell whether standard input and output are a terminal, not whether standard error is.
  private static boolean present() {
    try {
      Path file = Files.readSymbolicLink(STDERR);
      return file.startsWith("/dev/pts") || file.startsWith("/dev/console") || isTty(file);
    } catch (IOException | UnsupportedOperationException _) {
      // Null or not where there is none: that depends on the modules of the runtime.
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }

  private static boolean isTty(Path file) {
    return file.toString().startsWith("/dev/tty");
  }
}
