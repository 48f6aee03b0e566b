package holotree.testkit.forward;

import holotree.api.fs.StoreLock;

/// Holds another lock.
public class ForwardingLock implements StoreLock {

  private final StoreLock lock;

  /// Holds `lock`, and lets go of it with itself.
  public ForwardingLock(StoreLock lock) {
    this.lock = lock;
  }

  /// The lock as its own strategy gave it.
  public static StoreLock unwrapped(StoreLock lock) {
    return lock instanceof ForwardingLock forwarding ? unwrapped(forwarding.lock) : lock;
  }

  @Override
  public void close() {
    lock.close();
  }
}
