package holotree.fs.windows;

import holotree.api.fs.StoreLock;

/// A lock that lives as long as a handle. Thread-safe.
///
/// @param file the open file, owned
record HeldLock(Kernel kernel, Handle file) implements StoreLock {

  @Override
  public void close() {
    if (!file.tryAcquire()) {
      return;
    }
    try {
      // "The time it takes for the operating system to unlock" what is merely closed "depends upon
      // available
      // system resources" (LockFileEx of Microsoft's documentation).
      kernel.unlock(file.number());
    } catch (WindowsError unlockedOnClosing) {
      // As it would be at the end of the process.
    } finally {
      file.close();
      file.release();
    }
  }
}
