package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.api.fs.TreeDirectory;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A directory of a tree, open or not. Thread-safe.
///
/// Which inode it is gets asked at the latest before its descriptor is closed, and is checked
/// whenever it is opened again: a tree below the bound pays nothing for that.
final class HeldDirectory implements TreeDirectory {

  private final OpenDirectories owner;
  private final @Nullable HeldDirectory parent;
  private final byte[] name;
  private final int madeMode;
  private volatile @Nullable DirectoryDescriptor descriptor;

  // Written by whoever comes by, read by the bound: a lost update costs one opening more.
  private boolean used;

  private boolean identified;
  private long device;
  private long inode;

  /// @param parent null for the root
  /// @param name its single name in the parent; the root's whole path
  /// @param madeMode the mode that it was made with; -1 if it was there
  HeldDirectory(OpenDirectories owner, @Nullable HeldDirectory parent, byte[] name, int madeMode) {
    this.owner = owner;
    this.parent = parent;
    this.name = name.clone();
    this.madeMode = madeMode;
  }

  @Nullable HeldDirectory parent() {
    return parent;
  }

  OpenDirectories owner() {
    return owner;
  }

  /// The mode that it was made with; -1 if it was there.
  int madeMode() {
    return madeMode;
  }

  /// Its descriptor, acquired, if it is open.
  @Nullable DirectoryDescriptor tryPin() {
    DirectoryDescriptor open = descriptor;
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
  /// @return its descriptor, acquired
  synchronized DirectoryDescriptor openIn(int parentNumber) {
    DirectoryDescriptor open = tryPin();
    if (open != null) {
      return open;
    }
    int number = Libc.openat(parentNumber, name, OpenFlag.DIRECTORY, 0);
    if (number < 0) {
      throw failure("open directory", number);
    }
    if (identified) {
      recheck(number);
    }
    return adopt(number);
  }

  /// Takes `number` as its open descriptor.
  ///
  /// @return its descriptor, acquired
  synchronized DirectoryDescriptor adopt(int number) {
    DirectoryDescriptor opened = new DirectoryDescriptor(number);
    descriptor = opened;
    return opened;
  }

  /// Closes it if nothing uses it.
  ///
  /// @return whether it is closed now
  synchronized boolean closeIfIdle() {
    DirectoryDescriptor open = descriptor;
    if (open == null) {
      return true;
    }
    if (!open.closeIfIdle(this::identify)) {
      return false;
    }
    descriptor = null;
    return true;
  }

  /// Closes it for good as soon as nothing uses it.
  synchronized void close() {
    DirectoryDescriptor open = descriptor;
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

  /// Notes which inode it is.
  synchronized void identify(FileStat stat) {
    identified = true;
    device = stat.device();
    inode = stat.inode();
  }

  @Override
  public void release() {
    owner.release(this);
  }

  /// Its path, for people.
  String displayPath() {
    Deque<String> names = new ArrayDeque<>();
    HeldDirectory at = this;
    while (at != null) {
      names.push(EntryName.text(at.name));
      at = at.parent;
    }
    return String.join("/", names);
  }

  /// The path of `entry` in it, for people.
  String displayPath(byte[] entry) {
    return displayPath() + "/" + EntryName.text(entry);
  }

  /// The exception for a failed call on it.
  HolotreeException failure(String operation, long result) {
    return Errno.failure(operation, displayPath(), result);
  }

  /// The exception for a failed call on an entry of it.
  HolotreeException failure(String operation, byte[] entry, long result) {
    return Errno.failure(operation, displayPath(entry), result);
  }

  private void identify(int number) {
    if (identified) {
      return;
    }
    int result = Statx.ask(number);
    if (result < 0) {
      throw failure("stat", result);
    }
    identify(Statx.answer());
  }

  private void recheck(int number) {
    int result = Statx.ask(number);
    FileStat now = result < 0 ? null : Statx.answer();
    if (now != null && now.device() == device && now.inode() == inode) {
      return;
    }
    Libc.close(number);
    if (now == null) {
      throw failure("stat", result);
    }
    throw new RefusedException(
        "open directory",
        displayPath(),
        "another directory was put in its place meanwhile",
        "Keep other programs out of the tree, then try again.",
        null);
  }
}
