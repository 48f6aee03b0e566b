package holotree.fs.posix;

/// Renames that never replace.
final class Renaming {

  private Renaming() {}

  /// Gives a file another name that is free, in one step where the file system can do that.
  ///
  /// @return 0, or an error: `EEXIST` if the name is taken
  static int withoutReplacing(int from, byte[] name, int to, byte[] newName) {
    int result = Libc.renameat2(from, name, to, newName, Libc.RENAME_NOREPLACE);
    if (!Errno.isAny(result, Errno.EINVAL, Errno.ENOSYS)) {
      return result;
    }
    // Where the file system cannot rename without replacing, a link never replaces either.
    result = Libc.linkat(from, name, to, newName, 0);
    if (result == 0) {
      // Failing that, it has both names, as it has for an instant anyway.
      Libc.unlinkat(from, name, 0);
    }
    return result;
  }
}
