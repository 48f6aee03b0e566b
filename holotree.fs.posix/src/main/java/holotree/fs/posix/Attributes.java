package holotree.fs.posix;

import holotree.api.fs.EntryKind;

/// Gives open files and directories their final mode and modification time.
final class Attributes {

  private Attributes() {}

  /// Sets mode and time.
  ///
  /// @param present the mode that it is thought to have
  /// @param mode the mode that it is to have
  /// @return 0 and what it is now in [Statx#answer], or an error
  static int set(int file, int present, int mode, long mtimeSeconds, int mtimeNanos) {
    int result = present == mode ? 0 : Libc.fchmod(file, mode);
    if (result == 0) {
      result = Libc.futimens(file, mtimeSeconds, mtimeNanos);
    }
    if (result == 0) {
      result = Statx.ask(file);
    }
    // A default ACL, a parent's setgid bit or a write by another than root may have changed the
    // mode.
    if (result == 0 && Statx.answer().mode() != mode) {
      result = Libc.fchmod(file, mode);
      if (result == 0) {
        result = Statx.ask(file);
      }
    }
    return result;
  }

  /// Sets mode and time of what stands under a name, without opening it for anything.
  ///
  /// @return 0 and what it is now in [Statx#answer], or an error
  static int setUnopened(int directory, byte[] name, int mode, long mtimeSeconds, int mtimeNanos) {
    int file = Libc.openat(directory, name, OpenFlag.LOOK, 0);
    if (file < 0) {
      return file;
    }
    try {
      // Such a descriptor takes neither fchmod nor futimens; the name that the kernel has for it
      // takes
      // both, and leads to this inode whatever stands under the name by now. A link is not
      // followed.
      byte[] itself = EntryName.bytes("/proc/self/fd/" + file);
      int result = Statx.ask(file);
      if (result == 0 && Statx.answer().kind() == EntryKind.SYMLINK) {
        result = Libc.utimensat(directory, name, mtimeSeconds, mtimeNanos);
        return result < 0 ? result : Statx.ask(file);
      }
      if (result == 0 && Statx.answer().mode() != mode) {
        result = Libc.fchmodat(itself, mode);
      }
      if (result == 0) {
        result = Libc.utimensat(itself, mtimeSeconds, mtimeNanos);
      }
      return result < 0 ? result : Statx.ask(file);
    } finally {
      Libc.close(file);
    }
  }
}
