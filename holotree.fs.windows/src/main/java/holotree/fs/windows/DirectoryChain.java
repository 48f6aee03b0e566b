package holotree.fs.windows;

import holotree.fs.windows.Patience.Wait;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// A directory named by its whole path, and those above it.
final class DirectoryChain {

  private DirectoryChain() {}

  /// Makes what is missing of it.
  ///
  /// @param path absolute
  static void make(Disk disk, Path path) {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = path;
    while (at != null && !isThere(disk, at)) {
      missing.push(at);
      at = at.getParent();
    }
    for (Path directory : missing) {
      make(disk, directory, disk.fullName(directory));
    }
    try {
      disk.close(disk.openDirectory(RealPath.of(disk, disk.fullName(path))));
    } catch (WindowsError error) {
      throw Disk.failure("make directory", path, error);
    }
  }

  private static boolean isThere(Disk disk, Path path) {
    try {
      disk.close(disk.open(Wait.HELD_OR_DENIED, 0, disk.fullName(path), Disk.LOOK));
      return true;
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return false;
      }
      throw Disk.failure("make directory", path, error);
    }
  }

  private static void make(Disk disk, Path path, String name) {
    try {
      disk.close(disk.open(Wait.HELD_OR_DENIED, 0, name, Disk.NEW_SHARED_DIRECTORY));
    } catch (WindowsError error) {
      if (!Disk.isTaken(error)) {
        throw Disk.failure("make directory", path, error);
      }
    }
  }
}
