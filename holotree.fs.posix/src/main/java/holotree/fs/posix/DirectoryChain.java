package holotree.fs.posix;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// A directory named by its whole path, and those above it.
final class DirectoryChain {

  private DirectoryChain() {}

  /// Makes what is missing of it, mode 0755 less the umask.
  ///
  /// @param path absolute
  /// @param durable whether each name is synced before the next is made
  static void make(Path path, boolean durable) {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = path;
    while (at != null && Errno.ENOENT.is(Statx.ask(Libc.AT_FDCWD, EntryName.bytes(at)))) {
      missing.push(at);
      at = at.getParent();
    }
    for (Path directory : missing) {
      int result =
          Libc.mkdirat(Libc.AT_FDCWD, EntryName.bytes(directory), StoreRoot.DIRECTORY_MODE);
      if (result < 0 && !Errno.EEXIST.is(result)) {
        throw Errno.failure("make directory", directory.toString(), result);
      }
      if (durable) {
        syncName(directory);
      }
    }
    int directory = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(path), OpenFlag.LOCATE_DIRECTORY, 0);
    if (directory < 0) {
      throw Errno.failure("make directory", path.toString(), directory);
    }
    Libc.close(directory);
  }

  private static void syncName(Path directory) {
    try {
      Sync.parentOf(directory);
    } catch (RuntimeException | Error failure) {
      // Left there, it would be synced again by the next to come, which proves nothing. Where
      // another has put something in it, it stays.
      Libc.unlinkat(Libc.AT_FDCWD, EntryName.bytes(directory), Libc.AT_REMOVEDIR);
      throw failure;
    }
  }
}
