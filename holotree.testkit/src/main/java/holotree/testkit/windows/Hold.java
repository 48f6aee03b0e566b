package holotree.testkit.windows;

import java.nio.file.Path;

/// That somebody else reads a file until a time comes: what is open, for all others.
///
/// @param path where it had it opened
/// @param share what it lets others do
/// @param ends whether it ever ends
/// @param until when, as [System#nanoTime] counts
record Hold(Path path, int share, boolean ends, long until) {

  static Hold forEver(Path path, int share) {
    return new Hold(path, share, false, 0);
  }

  static Hold until(Path path, int share, long until) {
    return new Hold(path, share, true, until);
  }

  boolean isOver() {
    return ends && System.nanoTime() - until >= 0;
  }
}
