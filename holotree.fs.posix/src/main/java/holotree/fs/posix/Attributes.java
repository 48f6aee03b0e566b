package holotree.fs.posix;

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
}
