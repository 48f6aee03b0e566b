package holotree.engine.lock;

import holotree.api.fs.StoreLock;

/// A lock with a note beside it that goes with it. Thread-safe as the lock is.
///
/// @param lock the store's own
/// @param note removes the note
record NotedLock(StoreLock lock, Runnable note) implements StoreLock {

  @Override
  public void close() {
    try (lock) {
      note.run();
    }
  }
}
