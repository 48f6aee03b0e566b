package holotree.fs.posix;

import holotree.api.fs.StoreLock;

/// A lock that lives as long as an opening of its file. Thread-safe.
///
/// @param opening the open file, owned
record HeldLock(Descriptor opening) implements StoreLock {

  @Override
  public void close() {
    opening.close();
  }
}
