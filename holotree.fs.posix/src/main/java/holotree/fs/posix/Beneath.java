package holotree.fs.posix;

/// Opens paths beneath a directory, no symbolic link followed anywhere: in one call, or name by
/// name where the kernel or its sandbox lacks that call (`openat2`, Linux 5.6).
final class Beneath {

  private static volatile boolean lacking;

  private Beneath() {}

  /// Opens `path` beneath `root`.
  ///
  /// @param mode of a file that is made; 0 if the flags make none
  /// @return a descriptor, or an error
  static int open(int root, StorePath path, int flags, int mode) {
    if (!lacking) {
      int result = Libc.openat2(root, path.bytes(), flags, mode);
      // A sandbox may answer EPERM for calls it does not know; the other way tells which it was.
      if (!Errno.isAny(result, Errno.ENOSYS, Errno.EPERM)) {
        return result;
      }
      lacking = Errno.ENOSYS.is(result);
    }
    return openByName(root, path, flags, mode);
  }

  /// As [#open], name by name.
  static int openByName(int root, StorePath path, int flags, int mode) {
    if (path.names().isEmpty()) {
      return Libc.openat(root, path.bytes(), flags, mode);
    }
    int directory = root;
    try {
      for (String name : path.parent().names()) {
        int next = Libc.openat(directory, EntryName.bytes(name), OpenFlag.DIRECTORY, 0);
        if (next < 0) {
          return next;
        }
        if (directory != root) {
          Libc.close(directory);
        }
        directory = next;
      }
      return Libc.openat(directory, path.name(), flags, mode);
    } finally {
      if (directory != root) {
        Libc.close(directory);
      }
    }
  }
}
