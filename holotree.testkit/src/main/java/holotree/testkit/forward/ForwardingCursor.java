package holotree.testkit.forward;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;

/// Goes over what another cursor goes over.
public class ForwardingCursor implements DirectoryCursor {

  private final DirectoryCursor cursor;

  /// Does what `cursor` does, and closes it with itself.
  public ForwardingCursor(DirectoryCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public boolean next() {
    return cursor.next();
  }

  @Override
  public byte[] name() {
    return cursor.name();
  }

  @Override
  public FileStat stat() {
    return cursor.stat();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
