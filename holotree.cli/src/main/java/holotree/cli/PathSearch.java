package holotree.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Looks for a path in the bytes of a file.
final class PathSearch {

  private static final int WINDOW_BYTES = 64 << 10;

  // An occurrence may begin in one window and end in the next: a longest path (Linux PATH_MAX).
  private static final int OVERLAP_BYTES = 4 << 10;

  private PathSearch() {}

  /// Whether the file holds `path` somewhere, in UTF-8; where it has a slash there may be more of
  /// them.
  static boolean holds(Path file, String path) throws IOException {
    byte[] wanted = path.getBytes(StandardCharsets.UTF_8);
    byte[] window = new byte[OVERLAP_BYTES + WINDOW_BYTES];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      while (true) {
        int read = in.readNBytes(window, kept, WINDOW_BYTES);
        int filled = kept + read;
        for (int at = 0; at < filled; at++) {
          if (occursAt(at, wanted, window, filled)) {
            return true;
          }
        }
        if (read < WINDOW_BYTES) {
          return false;
        }
        kept = Math.min(filled, OVERLAP_BYTES);
        System.arraycopy(window, filled - kept, window, 0, kept);
      }
    }
  }

  private static boolean occursAt(int start, byte[] wanted, byte[] window, int filled) {
    int at = start;
    for (byte b : wanted) {
      if (at >= filled || window[at] != b) {
        return false;
      }
      at++;
      while (b == '/' && at < filled && window[at] == '/') {
        at++;
      }
    }
    return true;
  }
}
