package holotree.api.fs;

/// A lock that is held until closed, or until its holder is gone. Thread-safe.
public interface StoreLock extends AutoCloseable {

  /// Lets go. Idempotent.
  @Override
  void close();
}
