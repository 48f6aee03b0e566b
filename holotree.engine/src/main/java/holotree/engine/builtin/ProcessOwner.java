package holotree.engine.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The user that this process acts as: Java does not say, but the files that it makes do.
final class ProcessOwner {

  private static final long UNKNOWN = -1;
  private static final Path LINUX_STATUS = Path.of("/proc/self/status");

  private ProcessOwner() {}

  /// Its id; -1 if the platform has none, or it is not known.
  static long id() {
    try {
      return Files.exists(LINUX_STATUS) ? ofStatus() : ofNewFile();
    } catch (IOException | NumberFormatException _) {
      return UNKNOWN;
    }
  }

  // The line has four ids: real, effective, saved, of the file system.
  private static long ofStatus() throws IOException {
    for (String line : Files.readAllLines(LINUX_STATUS)) {
      if (line.startsWith("Uid:")) {
        return Long.parseLong(line.split("\\s+", -1)[2]);
      }
    }
    return UNKNOWN;
  }

  private static long ofNewFile() throws IOException {
    Path file = Files.createTempFile("holotree", "");
    try {
      return FileStats.of(file).owner();
    } finally {
      Files.delete(file);
    }
  }
}
