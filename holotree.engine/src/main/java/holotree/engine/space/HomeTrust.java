package holotree.engine.space;

import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import java.nio.file.Path;

/// Whether a home may be used: who else can write to it could plant states, spaces and a library there, and so
/// have its user run anything. Root uses the homes of others, too, and what root made there is used. In a home with the sticky bit, such as a file
/// system in memory that was just mounted, others can make what is not there yet, so that what is there counts.
public final class HomeTrust {

  private static final int STICKY = 01000;
  private static final int OTHERS_WRITE = 0022;
  private static final long UNKNOWN = -1;
  private static final long ROOT = 0;

  private final FileSystemStrategy strategy;
  private final boolean sticky;

  private HomeTrust(FileSystemStrategy strategy, boolean sticky) {
    this.strategy = strategy;
    this.sticky = sticky;
  }

  /// Goes on if a home, as far as it is there, may be used.
  ///
  /// @param home absolute
  /// @throws UnsafeException naming the first directory that others than the user can write to
  public static void require(FileSystemStrategy strategy, Path home) {
    FileStat there = strategy.stat(home);
    if (there == null) {
      return;
    }
    Path place = there.kind() == EntryKind.SYMLINK ? strategy.resolve(home) : home;
    FileStat root = strategy.stat(place);
    if (root == null) {
      return;
    }
    boolean sticky = (root.mode() & STICKY) != 0 && isWrittenByOthers(root);
    HomeTrust trust = new HomeTrust(strategy, sticky);
    if (sticky) {
      trust.requireDirectory(place.resolve("library"));
    } else {
      trust.requireOwn(place, root);
      requireClosed(place, root);
    }
    HomeLayout.DIRECTORIES.forEach(name -> trust.requireDirectory(place.resolve(name)));
  }

  private void requireDirectory(Path place) {
    FileStat stat = strategy.stat(place);
    if (stat != null) {
      requireOwn(place, stat);
      // A link leads where its owner wants it to.
      if (stat.kind() != EntryKind.SYMLINK) {
        requireClosed(place, stat);
      }
    }
  }

  private void requireOwn(Path place, FileStat stat) {
    long user = strategy.user();
    boolean known = stat.owner() != UNKNOWN && user != UNKNOWN;
    boolean mayUse = stat.owner() == user || stat.owner() == ROOT || (user == ROOT && !sticky);
    if (known && !mayUse) {
      throw new UnsafeException(
          place.toString(),
          "a home is used by its owner alone, and this belongs to user "
              + stat.owner()
              + ", not to user "
              + user,
          "Use a home of your own with `--home DIR`, such as a directory in this one; a library of others can"
              + " be used with `--library`.");
    }
  }

  private static void requireClosed(Path place, FileStat stat) {
    if (isWrittenByOthers(stat)) {
      throw new UnsafeException(
          place.toString(),
          "nobody but its owner may be able to write to a home, and this has the mode "
              + "%04o".formatted(stat.mode()),
          "If all that is in it is as it should be, run `chmod go-w "
              + place
              + "`, or name a directory of your own in it with `--home`.");
    }
  }

  private static boolean isWrittenByOthers(FileStat stat) {
    return (stat.mode() & OTHERS_WRITE) != 0;
  }
}
