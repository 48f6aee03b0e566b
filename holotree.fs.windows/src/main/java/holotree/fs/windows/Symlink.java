package holotree.fs.windows;

import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.fs.windows.Patience.Wait;

/// Symbolic links: their targets have `/` in bytes and `\` on the disk, and each is one to a file or to a
/// directory.
final class Symlink {

  private Symlink() {}

  /// @throws IllegalArgumentException if a target is empty or holds NUL
  static void check(byte[] target) {
    if (target.length == 0) {
      throw new IllegalArgumentException("empty target");
    }
    for (byte b : target) {
      if (b == 0) {
        throw new IllegalArgumentException("target with NUL");
      }
    }
  }

  /// A target as Windows has it.
  ///
  /// @param path of the link, for people
  static String text(byte[] target, String path) {
    String text = Wtf8.text(target);
    if (text == null || text.indexOf('\\') >= 0) {
      throw new RefusedException(
          "create symbolic link",
          path,
          "Windows has no link to \"" + EntryName.text(target) + "\"",
          "Record the tree without it (--exclude), or with another target.",
          null);
    }
    return text.replace('/', '\\');
  }

  /// The bytes of a target that Windows has.
  static byte[] target(String text) {
    return Wtf8.bytes(text.replace('\\', '/'));
  }

  /// Makes a link that has exactly that target; if that fails, nothing of it remains.
  ///
  /// @param root the tree's root
  /// @param target as Windows has it
  /// @param time its modification time, as Windows has it
  static FileStat make(Disk disk, long root, long directory, String name, String target, long time)
      throws WindowsError {
    Kernel kernel = disk.kernel();
    String above = kernel.finalName(directory);
    boolean toDirectory =
        isDirectory(disk, kernel.finalName(root), FullName.resolve(above, target));
    // By a full name, since Windows has no call relative to a directory; nobody can put another in
    // the
    // place of this one while it is open.
    String link = FullName.child(above, name);
    disk.patience()
        .untilDone(Wait.HELD_OR_DENIED, () -> kernel.makeSymlink(link, target, toDirectory));
    try {
      long made = disk.open(Wait.HELD_OR_DENIED, directory, name, Disk.MARK);
      try {
        if (!kernel.readLink(made).equals(target)) {
          throw SystemError.ERROR_INVALID_NAME.asError();
        }
        kernel.setFacts(made, time, 0);
        return Stats.of(kernel, made);
      } finally {
        disk.close(made);
      }
    } catch (WindowsError | RuntimeException | Error failure) {
      Removal.ofFile(disk, directory, name);
      throw failure;
    }
  }

  /// The exception for a user who may not make links.
  static RefusedException withoutPrivilege(String path, WindowsError error) {
    return new RefusedException(
        "create symbolic link",
        path,
        SystemError.reason(error),
        "Turn on Developer Mode (Settings > System > For developers), or give this user the right \"Create"
            + " symbolic links\" (SeCreateSymbolicLinkPrivilege), then try again.",
        error);
  }

  // Only what is in the tree is looked at: a look at a name of someone else's choosing may lead to
  // another
  // machine.
  private static boolean isDirectory(Disk disk, String root, String target) throws WindowsError {
    if (!FullName.isWithin(target, root)) {
      return false;
    }
    try {
      long there = disk.kernel().open(0, target, Disk.LOOK);
      try {
        return Stats.isDirectory(disk.kernel().facts(there));
      } finally {
        disk.close(there);
      }
    } catch (WindowsError notThere) {
      return false;
    }
  }
}
