package holotree.api.fs;

/// How a lock is held.
public enum LockMode {
  /// Any number of holders at once.
  SHARED,
  /// One holder alone.
  EXCLUSIVE
}
