package holotree.fs.windows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/// An open handle: closed once, and never while a call uses it, when its number might go to another file.
/// Thread-safe.
final class Handle {

  private static final int CLOSING = 1 << 30;

  private final Kernel kernel;
  private final long number;
  private final AtomicInteger users;

  /// @param number an open handle, owned from now on
  Handle(Kernel kernel, long number) {
    this(kernel, number, 0);
  }

  /// @param users how many uses begin with it, each to be released
  Handle(Kernel kernel, long number, int users) {
    this.kernel = kernel;
    this.number = number;
    this.users = new AtomicInteger(users);
  }

  /// The number, to be used between acquiring and releasing.
  long number() {
    return number;
  }

  /// Begins a use, which [#release] ends; false if it is closed.
  boolean tryAcquire() {
    int seen = users.get();
    while ((seen & CLOSING) == 0) {
      if (users.compareAndSet(seen, seen + 1)) {
        return true;
      }
      seen = users.get();
    }
    return false;
  }

  /// Begins a use, which [#release] ends.
  ///
  /// @return the number
  /// @throws IllegalStateException if it is closed
  long acquire() {
    if (!tryAcquire()) {
      throw new IllegalStateException("closed");
    }
    return number;
  }

  /// Ends a use.
  void release() {
    if (users.decrementAndGet() == CLOSING) {
      close(kernel, number);
    }
  }

  /// Closes it as soon as nothing uses it. Idempotent.
  void close() {
    int seen = users.get();
    while ((seen & CLOSING) == 0) {
      if (users.compareAndSet(seen, seen | CLOSING)) {
        if (seen == 0) {
          close(kernel, number);
        }
        return;
      }
      seen = users.get();
    }
  }

  /// Closes it if nothing uses it.
  ///
  /// @param lastUse done with the number before it is closed
  /// @return whether it was closed
  boolean closeIfIdle(LongConsumer lastUse) {
    if (!users.compareAndSet(0, CLOSING)) {
      return false;
    }
    try {
      lastUse.accept(number);
    } finally {
      close(kernel, number);
    }
    return true;
  }

  /// Closes a handle of which nothing is expected any more: whatever closing it says, it is closed, and what
  /// was written has been asked for before where that matters.
  static void close(Kernel kernel, long number) {
    try {
      kernel.close(number);
    } catch (WindowsError closedAnyway) {
      // As above.
    }
  }
}
