package holotree.engine.library;

import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Decides for one operation what of a library may be used, and by whom it is written. Thread-safe.
///
/// A library belongs to the owner of its root directory, who alone writes it. What others could have put
/// there or could still change is refused: a directory or file that its group or everybody may write to,
/// and whatever belongs neither to the library's owner nor to this user. Root is no exception. Each
/// directory is looked at once, with one call. Where the platform has no users, nothing is refused for its
/// owner.
public final class Trust {

  private static final int OTHERS_WRITE = 0022;
  private static final long UNKNOWN = -1;

  private final FileSystemStrategy strategy;
  private final Path library;
  private final long user;
  private final Set<String> trusted = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Root root;

  /// Trust in the library at `library`, absolute.
  public Trust(FileSystemStrategy strategy, Path library) {
    this.strategy = strategy;
    this.library = library;
    this.user = strategy.user();
  }

  /// Requires that the directory `path` and those above it, up to the root, may be used, as far as they
  /// are there.
  ///
  /// @param path in the library; empty for the root
  /// @throws UnsafeException naming the first that may not
  void requireDirectory(String path) {
    Root its = root();
    if (its == null || path.isEmpty() || trusted.contains(path)) {
      return;
    }
    requireDirectory(above(path));
    Path place = its.path.resolve(path);
    FileStat stat = strategy.stat(place);
    if (stat != null) {
      require(place, stat, its);
      trusted.add(path);
    }
  }

  /// Requires that the file `path` may be used, of whose directories the same was asked.
  ///
  /// @throws UnsafeException if it may not
  void requireFile(String path, FileStat stat) {
    Root its = root();
    if (its != null) {
      require(its.path.resolve(path), stat, its);
    }
  }

  /// Whether this user may write the library, which is its own if it is not there yet.
  public boolean isWriter() {
    Root its = root();
    return its == null || its.owner == user || its.owner == UNKNOWN || user == UNKNOWN;
  }

  /// Requires that this user may write the library.
  ///
  /// @throws UnsafeException if it is another's
  void requireWriter() {
    Root its = root();
    if (its != null && !isWriter()) {
      throw new UnsafeException(
          "to write the library " + library,
          "a library is written by its owner alone, user " + its.owner + ", not by user " + user,
          "Run the command as user "
              + its.owner
              + ", or use a library of your own with `--library DIR`.");
    }
  }

  /// The path of the directory that `path` lies in; empty for the root.
  static String above(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  // Not kept until it is there: this operation may make it.
  private @Nullable Root root() {
    Root known = root;
    if (known != null) {
      return known;
    }
    FileStat stat = strategy.stat(library);
    if (stat == null) {
      return null;
    }
    Path place = library;
    if (stat.kind() == EntryKind.SYMLINK) {
      place = strategy.resolve(library);
      stat = strategy.stat(place);
      if (stat == null) {
        return null;
      }
    }
    Root found = new Root(place, stat.owner());
    require(place, stat, found);
    root = found;
    return found;
  }

  private void require(Path place, FileStat stat, Root its) {
    if ((stat.mode() & OTHERS_WRITE) != 0 && stat.kind() != EntryKind.SYMLINK) {
      throw new UnsafeException(
          place.toString(),
          "nobody but its owner may be able to write to what is in a library, and this has the mode "
              + "%04o".formatted(stat.mode()),
          "If all that is in it is as it should be, run `chmod go-w " + place + "`.");
    }
    boolean known = stat.owner() != UNKNOWN && its.owner != UNKNOWN && user != UNKNOWN;
    if (known && stat.owner() != its.owner && stat.owner() != user) {
      throw new UnsafeException(
          place.toString(),
          "what is in a library belongs to its owner, user "
              + its.owner
              + ", and this belongs to user "
              + stat.owner(),
          "Remove it, or if it is as it should be, run `chown -R "
              + its.owner
              + " "
              + place
              + "`.");
    }
  }

  /// The root directory of the library.
  ///
  /// @param path where it is, the last name no symbolic link
  /// @param owner whom it belongs to
  private record Root(Path path, long owner) {}
}
