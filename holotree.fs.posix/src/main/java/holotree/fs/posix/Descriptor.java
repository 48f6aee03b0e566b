package holotree.fs.posix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// An open file descriptor: closed once, and never while a call uses it, when its number might go
/// to another file. Thread-safe.
class Descriptor {

  private static final int CLOSING = 1 << 30;

  private final int number;
  private final AtomicInteger users;

  /// @param number an open descriptor, owned from now on
  Descriptor(int number) {
    this(number, 0);
  }

  /// @param users how many uses begin with it, each to be released
  Descriptor(int number, int users) {
    this.number = number;
    this.users = new AtomicInteger(users);
  }

  /// The number, to be used between acquiring and releasing.
  final int number() {
    return number;
  }

  /// Begins a use, which [#release] ends; false if it is closed.
  final boolean tryAcquire() {
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
  final int acquire() {
    if (!tryAcquire()) {
      throw new IllegalStateException("closed");
    }
    return number;
  }

  /// Ends a use.
  final void release() {
    if (users.decrementAndGet() == CLOSING) {
      Libc.close(number);
    }
  }

  /// Closes it as soon as nothing uses it. Idempotent.
  ///
  /// @return 0, or the error of closing it
  final int close() {
    int seen = users.get();
    while ((seen & CLOSING) == 0) {
      if (users.compareAndSet(seen, seen | CLOSING)) {
        return seen == 0 ? Libc.close(number) : 0;
      }
      seen = users.get();
    }
    return 0;
  }

  /// Closes it if nothing uses it.
  ///
  /// @param lastUse done with the number before it is closed
  /// @return whether it was closed
  final boolean closeIfIdle(IntConsumer lastUse) {
    if (!users.compareAndSet(0, CLOSING)) {
      return false;
    }
    try {
      lastUse.accept(number);
    } finally {
      Libc.close(number);
    }
    return true;
  }
}
