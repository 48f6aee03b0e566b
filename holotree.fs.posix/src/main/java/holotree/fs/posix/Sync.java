package holotree.fs.posix;

import java.nio.file.Path;

/// Brings files and directories to the disk. An error is final: what the kernel could not write it
/// forgets, so that a second try would succeed and prove nothing.
final class Sync {

  private Sync() {}

  /// Syncs an open file.
  ///
  /// @param path for people
  static void file(int file, String path) {
    int result = Libc.fsync(file);
    if (result < 0) {
      throw Errno.failure("sync", path, result);
    }
  }

  /// Syncs the names in an open directory.
  ///
  /// XFS that has shut itself down after an error has thrown away what was to be synced of a directory,
  /// and says that nothing is left to sync; it is honest to who asks what the directory is.
  ///
  /// @param path for people
  static void directory(int directory, String path) {
    int result = Libc.fsync(directory);
    result = result < 0 ? result : Statx.ask(directory);
    // Some network file systems sync no directories, having nothing of them to sync.
    if (result < 0 && !Errno.EINVAL.is(result)) {
      throw Errno.failure("sync", path, result);
    }
  }

  /// Syncs the names in the directory that holds `path`, unless this user may not read it.
  static void parentOf(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      return;
    }
    int directory = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(parent), OpenFlag.ROOT, 0);
    if (Errno.EACCES.is(directory)) {
      return;
    }
    if (directory < 0) {
      throw Errno.failure("open directory", parent.toString(), directory);
    }
    try {
      directory(directory, parent.toString());
    } finally {
      Libc.close(directory);
    }
  }
}
