package holotree.fs.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process's umask, read once and never changed.
final class Umask {

  // Unknown: as if it took everything, so that every mode is set by its own call.
  private static final int UNKNOWN = 0777;
  private static final int VALUE = read();

  private Umask() {}

  /// What is left of `mode` when a file or directory is made with it.
  static int left(int mode) {
    return mode & ~VALUE;
  }

  private static int read() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Umask:")) {
          return Integer.parseInt(line.substring("Umask:".length()).strip(), 8);
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      return UNKNOWN;
    }
    return UNKNOWN;
  }
}
