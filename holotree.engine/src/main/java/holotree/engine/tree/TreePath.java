package holotree.engine.tree;

import java.util.Arrays;

/// Paths below a tree's root, bytes.
public final class TreePath {

  private TreePath() {}

  /// The path of `below` in the directory `above`; `below` itself where that is the root, whose path is
  /// empty.
  public static byte[] join(byte[] above, byte[] below) {
    if (above.length == 0) {
      return below;
    }
    byte[] path = Arrays.copyOf(above, above.length + 1 + below.length);
    path[above.length] = '/';
    System.arraycopy(below, 0, path, above.length + 1, below.length);
    return path;
  }
}
