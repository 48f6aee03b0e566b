package holotree.engine.tree;

import holotree.api.PlainText;
import holotree.api.error.UnsafeException;
import holotree.api.fs.FileStat;

/// What is mounted in a space is no part of it, and nobody removes or corrects it there.
public final class MountPoints {

  private MountPoints() {}

  /// Whether something is mounted on a directory of a tree.
  ///
  /// @param root what the root of the tree is
  /// @param directory what the directory below it is
  public static boolean isOne(FileStat root, FileStat directory) {
    return directory.mountPoint() || directory.device() != root.device();
  }

  /// Says that something is mounted there.
  ///
  /// @param path of the directory, relative to the root
  public static UnsafeException refusal(byte[] path) {
    return new UnsafeException(
        "the directory " + PlainText.of(path) + " in the space",
        "something is mounted on it, which is no part of the space",
        "Unmount it first.");
  }
}
