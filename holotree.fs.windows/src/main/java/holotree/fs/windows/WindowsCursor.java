package holotree.fs.windows;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes over the entries that a directory of a tree had. It keeps nothing open, since nobody could rename the
/// directory then.
final class WindowsCursor implements DirectoryCursor {

  private final WindowsTree tree;
  private final HeldDirectory directory;
  private final Iterator<byte[]> names;
  private byte @Nullable [] current;

  WindowsCursor(WindowsTree tree, HeldDirectory directory, List<byte[]> names) {
    this.tree = tree;
    this.directory = directory;
    this.names = names.iterator();
  }

  @Override
  public boolean next() {
    current = names.hasNext() ? names.next() : null;
    return current != null;
  }

  @Override
  public byte[] name() {
    byte[] name = current;
    if (name == null) {
      throw new IllegalStateException("not on an entry");
    }
    return name;
  }

  // Asked of the file: what a directory says of a file that has several names, or is open, may be
  // old.
  @Override
  public FileStat stat() {
    byte[] name = name();
    FileStat stat = tree.stat(directory, name);
    if (stat == null) {
      throw directory.failure("look at", name, SystemError.ERROR_FILE_NOT_FOUND.asError());
    }
    return stat;
  }

  @Override
  public void close() {}
}
