package holotree.engine.builtin;

import holotree.api.fs.TreeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A directory by its path, with what tells whether that path still leads to it. Immutable.
final class PortableDirectory implements TreeDirectory {

  private final PortableTree tree;
  private final @Nullable PortableDirectory parent;
  private final Path path;
  private final Object identity;

  /// The directory at `path`, not followed if it is a symlink.
  PortableDirectory(PortableTree tree, @Nullable PortableDirectory parent, Path path)
      throws IOException {
    this.tree = tree;
    this.parent = parent;
    this.path = path;
    BasicFileAttributes now = attributes(path);
    requireDirectory(now);
    this.identity = identity(now);
  }

  boolean isOf(PortableTree wanted) {
    return tree == wanted;
  }

  Path path() {
    return path;
  }

  /// Requires that the path leads to the directory it led to at first.
  void requireSame() throws IOException {
    BasicFileAttributes now = attributes(path);
    requireDirectory(now);
    if (!identity(now).equals(identity)) {
      throw Failures.refused(
          "use",
          path,
          "another directory stands there now",
          "See what else changes this tree, then try again.");
    }
    // Without file keys a directory reached through a swapped parent could pass for this one.
    if (now.fileKey() == null && parent != null) {
      parent.requireSame();
    }
  }

  private void requireDirectory(BasicFileAttributes now) {
    if (!now.isDirectory() || now.isSymbolicLink() || now.isOther()) {
      throw Failures.refused(
          "open the directory",
          path,
          now.isSymbolicLink() ? "it is a symbolic link" : "it is no directory",
          "See what else changes this tree, then try again.");
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static Object identity(BasicFileAttributes found) {
    Object key = found.fileKey();
    return key == null ? found.creationTime() : key;
  }

  /// Does nothing: nothing is held open.
  @Override
  public void release() {}
}
