package holotree.fs.windows;

import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
import holotree.api.fs.TreeDirectory;
import holotree.fs.windows.Patience.Wait;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A directory of a tree, open or not. Thread-safe.
///
/// While it is open, nobody can rename or delete it. Which file it is gets asked at the latest before its
/// handle is closed, and is checked whenever it is opened again.
final class HeldDirectory implements TreeDirectory {

  private final OpenDirectories owner;
  private final @Nullable HeldDirectory parent;
  private final String name;
  private final String separator;
  private volatile @Nullable Handle handle;

  // Written by whoever comes by, read by the bound: a lost update costs one opening more.
  private boolean used;

  private @Nullable FileFacts identity;

  private HeldDirectory(
      OpenDirectories owner, @Nullable HeldDirectory parent, String name, String separator) {
    this.owner = owner;
    this.parent = parent;
    this.name = name;
    this.separator = separator;
  }

  /// The root of a tree.
  ///
  /// @param path absolute
  static HeldDirectory root(OpenDirectories owner, Path path) {
    return new HeldDirectory(owner, null, path.toString(), path.getFileSystem().getSeparator());
  }

  /// A directory in this one.
  HeldDirectory child(String entry) {
    return new HeldDirectory(owner, this, entry, separator);
  }

  @Nullable HeldDirectory parent() {
    return parent;
  }

  OpenDirectories owner() {
    return owner;
  }

  Disk disk() {
    return owner.disk();
  }

  /// Whether it is meant by a name in a directory.
  boolean isEntry(HeldDirectory directory, String entry) {
    return parent == directory && name.equalsIgnoreCase(entry);
  }

  /// Its handle, acquired, if it is open.
  @Nullable Handle tryPin() {
    Handle open = handle;
    if (open == null || !open.tryAcquire()) {
      return null;
    }
    if (!used) {
      used = true;
    }
    return open;
  }

  /// Opens it in its parent unless it is open by now.
  ///
  /// @return its handle, acquired
  synchronized Handle openIn(long directory) {
    Handle open = tryPin();
    if (open != null) {
      return open;
    }
    try {
      long number = disk().open(Wait.HELD_OR_DENIED, directory, name, Disk.HELD_DIRECTORY);
      try {
        check(disk().kernel().facts(number));
      } catch (WindowsError | RuntimeException | Error failure) {
        disk().close(number);
        throw failure;
      }
      return adopt(number);
    } catch (WindowsError error) {
      throw failure("open directory", error);
    }
  }

  /// Takes `number` as its open handle.
  ///
  /// @return its handle, acquired
  synchronized Handle adopt(long number) {
    Handle opened = new Handle(disk().kernel(), number, 1);
    handle = opened;
    return opened;
  }

  /// Closes it if nothing uses it.
  ///
  /// @return whether it is closed now
  synchronized boolean closeIfIdle() {
    Handle open = handle;
    if (open == null) {
      return true;
    }
    if (!open.closeIfIdle(this::identify)) {
      return false;
    }
    handle = null;
    return true;
  }

  /// Closes it for good as soon as nothing uses it.
  synchronized void close() {
    Handle open = handle;
    if (open != null) {
      open.close();
    }
  }

  /// Whether it was used since the last time this was asked.
  boolean wasUsed() {
    boolean before = used;
    used = false;
    return before;
  }

  @Override
  public void release() {
    owner.release(this);
  }

  /// All names in it, `.` and `..` left out. At once, since the place of a listing belongs to the handle: so
  /// no two are under way with one, and none keeps it open.
  synchronized List<byte[]> names(long number) throws WindowsError {
    return Names.in(disk(), number).stream().map(Wtf8::bytes).toList();
  }

  /// Its path, for people.
  String displayPath() {
    Deque<String> names = new ArrayDeque<>();
    HeldDirectory at = this;
    while (at.parent != null) {
      names.push(at.name);
      at = at.parent;
    }
    String path = at.name;
    for (String each : names) {
      path = joined(path, each);
    }
    return path;
  }

  /// The path of `entry` in it, for people.
  String displayPath(byte[] entry) {
    return joined(displayPath(), EntryName.text(entry));
  }

  /// The exception for a failed call on it.
  HolotreeException failure(String operation, WindowsError error) {
    return SystemError.failure(operation, displayPath(), error);
  }

  /// The exception for a failed call on an entry of it.
  HolotreeException failure(String operation, byte[] entry, WindowsError error) {
    return SystemError.failure(operation, displayPath(entry), error);
  }

  /// A modification time for an entry of it, as Windows has it.
  ///
  /// @throws RefusedException if Windows has none
  long time(byte[] entry, long seconds, int nanos) {
    long time = FileTimes.of(seconds, nanos);
    if (time != 0) {
      return time;
    }
    throw new RefusedException(
        "set the time of",
        displayPath(entry),
        "Windows has times of the years 1601 to 30828 only",
        "Give it another modification time, then record the tree again.",
        null);
  }

  private String joined(String directory, String entry) {
    return directory.endsWith(separator) ? directory + entry : directory + separator + entry;
  }

  private void identify(long number) {
    if (identity == null) {
      try {
        identity = disk().kernel().facts(number);
      } catch (WindowsError error) {
        throw failure("look at", error);
      }
    }
  }

  private void check(FileFacts now) throws WindowsError {
    if (Stats.isReparsePoint(now)) {
      throw SystemError.ERROR_DIRECTORY.asError();
    }
    FileFacts before = identity;
    if (before == null) {
      identity = now;
    } else if (!Stats.isSame(before, now)) {
      throw new RefusedException(
          "open directory",
          displayPath(),
          "another directory was put in its place meanwhile",
          "Keep other programs out of the tree, then try again.",
          null);
    }
  }
}
