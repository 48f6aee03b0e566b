package holotree.cli;

import holotree.api.Digest;
import java.time.Instant;

/// Phrases that several results share.
final class Phrases {

  private static final int SHORT_ID = 12;

  private Phrases() {}

  /// What a tree holds.
  static String contents(long files, long directories, long symlinks, long bytes) {
    return Units.count(files, "file", "files")
        + ", "
        + Units.count(directories, "directory", "directories")
        + ", "
        + Units.count(symlinks, "symlink", "symlinks")
        + ", "
        + Units.bytes(bytes);
  }

  /// How many entries hold the stage's path.
  static String holdPath(long entries) {
    return Units.count(entries, "entry holds", "entries hold") + " the recorded tree's own path";
  }

  /// How long it took, and how fast that was.
  static String time(long bytes, long nanos) {
    return Units.duration(nanos) + ", " + Units.rate(bytes, nanos);
  }

  /// A time to the minute, in UTC: `2026-11-22 08:05 UTC`.
  static String minute(Instant time) {
    String text = time.toString();
    return text.substring(0, 10) + " " + text.substring(11, 16) + " UTC";
  }

  /// The first digits of an id, enough to tell it from others.
  static String id(Digest digest) {
    return digest.toString().substring(0, SHORT_ID);
  }
}
