package holotree.engine.tree;

import java.util.Arrays;

/// The path of where a scan is, in one buffer: a path for each open directory would take memory by the
/// square of their depth. Not thread-safe.
final class ScanPath {

  private byte[] bytes = new byte[256];
  private int length;

  /// Its length, bytes; 0 at the root.
  int length() {
    return length;
  }

  /// Goes to an entry of a directory whose path has `above` bytes, one of those on the way here.
  void enter(int above, byte[] name) {
    length = above == 0 ? name.length : above + 1 + name.length;
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
    if (above > 0) {
      bytes[above] = '/';
    }
    System.arraycopy(name, 0, bytes, length - name.length, name.length);
  }

  /// The path, in an array of the caller's own.
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
