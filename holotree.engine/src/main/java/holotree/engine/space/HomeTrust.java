package holotree.engine.space;

import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import java.nio.file.Path;

/// Whether a home may be used: who else can write to it could plant states, spaces and a library there, and so
/// have its user run anything. Root uses the homes of others, too.
public final class HomeTrust {

  private static final int OTHERS_WRITE = 0022;
  private static final long UNKNOWN = -1;
  private static final long ROOT = 0;

  private HomeTrust() {}

  /// Goes on if a home, as far as it is there, may be used.
  ///
  /// @param home absolute
  /// @throws UnsafeException naming the first directory that others than the user can write to
  public static void require(FileSystemStrategy strategy, Path home) {
    FileStat root = strategy.stat(home);
    if (root == null) {
      return;
    }
    Path place = root.kind() == EntryKind.SYMLINK ? strategy.resolve(home) : home;
    requireDirectory(strategy, place);
    HomeLayout.DIRECTORIES.forEach(name -> requireDirectory(strategy, place.resolve(name)));
  }

  private static void requireDirectory(FileSystemStrategy strategy, Path place) {
    FileStat stat = strategy.stat(place);
    if (stat == null || stat.kind() == EntryKind.SYMLINK) {
      // A link is made by who may write to the home, and leads where he wants it to.
      return;
    }
    requireOwn(strategy.user(), place, stat);
    if ((stat.mode() & OTHERS_WRITE) != 0) {
      throw new UnsafeException(
          place.toString(),
          "nobody but its owner may be able to write to a home, and this has the mode "
              + "%04o".formatted(stat.mode()),
          "If all that is in it is as it should be, run `chmod go-w " + place + "`.");
    }
  }

  private static void requireOwn(long user, Path place, FileStat stat) {
    boolean known = stat.owner() != UNKNOWN && user != UNKNOWN;
    if (known && stat.owner() != user && user != ROOT) {
      throw new UnsafeException(
          place.toString(),
          "a home is used by its owner alone, user " + stat.owner() + ", not by user " + user,
          "Use a home of your own with `--home DIR`; a library of others can be used with `--library`.");
    }
  }
}
