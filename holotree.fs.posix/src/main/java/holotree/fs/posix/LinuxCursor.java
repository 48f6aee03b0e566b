package holotree.fs.posix;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import org.jspecify.annotations.Nullable;

/// Lists a directory of a tree.
///
/// It goes through the directory's own descriptor where no other listing does, and keeps that only
/// until all entries are read: most directories are by the time the cursor is handed out.
final class LinuxCursor implements DirectoryCursor {

  private static final byte[] ITSELF = {'.'};

  private final LinuxTree tree;
  private final HeldDirectory directory;
  private final EntryReader reader = new EntryReader();
  private @Nullable DirectoryDescriptor source;
  private boolean shared;
  private boolean onEntry;

  private LinuxCursor(LinuxTree tree, HeldDirectory directory) {
    this.tree = tree;
    this.directory = directory;
  }

  /// Begins a listing.
  static LinuxCursor open(LinuxTree tree, HeldDirectory directory) {
    LinuxCursor cursor = new LinuxCursor(tree, directory);
    cursor.begin();
    return cursor;
  }

  @Override
  public boolean next() {
    while (!reader.step()) {
      if (source == null) {
        onEntry = false;
        return false;
      }
      fill(source);
    }
    onEntry = true;
    return true;
  }

  @Override
  public byte[] name() {
    checkOnEntry();
    return reader.name();
  }

  @Override
  public FileStat stat() {
    byte[] name = name();
    FileStat stat = tree.stat(directory, name);
    if (stat == null) {
      throw directory.failure("stat", name, Errno.ENOENT.asResult());
    }
    return stat;
  }

  @Override
  public void close() {
    DirectoryDescriptor from = source;
    source = null;
    if (from == null) {
      return;
    }
    if (shared) {
      from.endListing();
      from.release();
    } else {
      from.release();
      from.close();
    }
  }

  private void begin() {
    DirectoryDescriptor pinned = directory.owner().pin(directory);
    shared = pinned.beginListing();
    DirectoryDescriptor from = pinned;
    if (!shared) {
      from = openAgain(pinned);
    }
    source = from;
    fill(from);
  }

  private DirectoryDescriptor openAgain(DirectoryDescriptor pinned) {
    int number;
    try {
      number = Libc.openat(pinned.number(), ITSELF, OpenFlag.DIRECTORY, 0);
    } finally {
      pinned.release();
    }
    if (number < 0) {
      throw directory.failure("open directory", number);
    }
    return new DirectoryDescriptor(number);
  }

  private void fill(DirectoryDescriptor from) {
    int error = reader.fill(from.number());
    if (error < 0 || reader.isComplete()) {
      close();
    }
    if (error < 0) {
      throw directory.failure("list", error);
    }
  }

  private void checkOnEntry() {
    if (!onEntry) {
      throw new IllegalStateException("not on an entry");
    }
  }
}
