package holotree.fs.windows;

import holotree.api.error.InterruptedOperationException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Tries again what another program stands in the way of. Virus checkers and indexers open files soon after
/// they were made and hold them for milliseconds, rarely for seconds; whoever else holds one may do so for
/// hours. So a call is tried again after pauses that grow, with some chance in them so that threads do not
/// come back all at once, and in the end its error stands. Thread-safe.
final class Patience {

  /// What may pass.
  enum Wait {
    /// Another program has it open in a way that excludes this, or it is being deleted.
    HELD,
    /// The same, or access is denied, which may be a lack of permission just as well: so for less time.
    HELD_OR_DENIED,
    /// The same of a directory to be renamed: access is denied, too, while anything below it is open.
    OPEN_BELOW
  }

  /// A call of the kernel.
  interface Call<T> {
    T run() throws WindowsError;
  }

  /// A call of the kernel that gives nothing.
  interface Step {
    void run() throws WindowsError;
  }

  /// Pauses the thread.
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  /// How long something is waited for that is held, nanoseconds.
  static final long LONGEST_HELD = TimeUnit.SECONDS.toNanos(10);

  /// How long where access is denied, nanoseconds.
  static final long LONGEST_DENIED = TimeUnit.SECONDS.toNanos(2);

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier clock;
  private final Sleeper sleeper;
  private final Random chance;

  /// @param clock nanoseconds since whenever
  /// @param seed of the chance in the pauses
  Patience(LongSupplier clock, Sleeper sleeper, long seed) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.chance = new Random(seed);
  }

  /// Runs a call until it succeeds, fails for another reason, or has failed for too long.
  ///
  /// @throws InterruptedOperationException if the thread is interrupted between two tries; it stays so
  <T> T until(Wait wait, Call<T> call) throws WindowsError {
    try {
      return call.run();
    } catch (WindowsError first) {
      return again(wait, call, first);
    }
  }

  /// As [#until] for a call that gives nothing.
  void untilDone(Wait wait, Step step) throws WindowsError {
    until(
        wait,
        () -> {
          step.run();
          return true;
        });
  }

  private <T> T again(Wait wait, Call<T> call, WindowsError first) throws WindowsError {
    WindowsError last = first;
    long begun = clock.getAsLong();
    long pause = FIRST_PAUSE;
    while (clock.getAsLong() - begun < longest(wait, last)) {
      pause(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      try {
        return call.run();
      } catch (WindowsError error) {
        last = error;
      }
    }
    throw last;
  }

  private static long longest(Wait wait, WindowsError error) {
    if (isHeld(error)) {
      return LONGEST_HELD;
    }
    if (!error.isAny(Win32.ERROR_ACCESS_DENIED)) {
      return 0;
    }
    return switch (wait) {
      case HELD -> 0;
      case HELD_OR_DENIED -> LONGEST_DENIED;
      case OPEN_BELOW -> LONGEST_HELD;
    };
  }

  /// Whether an error says that another program holds something.
  static boolean isHeld(WindowsError error) {
    return error.isAny(
        Win32.ERROR_SHARING_VIOLATION,
        Win32.ERROR_LOCK_VIOLATION,
        Win32.ERROR_DELETE_PENDING,
        Win32.ERROR_USER_MAPPED_FILE);
  }

  // Between half of it and all.
  private void pause(long longest) {
    long least = longest / 2;
    try {
      sleeper.sleep(least + chance.nextLong(longest - least + 1));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("wait until another program lets go of a file");
    }
  }
}
