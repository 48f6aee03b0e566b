package holotree.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C (SIGINT) and SIGTERM into an interrupt of the thread that runs the command, and
/// gives it a moment to end in order.
final class Interruption {

  // A user who pressed Ctrl-C waits a second at most, the end of the process included.
  private static final long GRACE_MILLIS = 900;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread command;
  private final Runnable outOfTime;

  private Interruption(Thread command, Runnable outOfTime) {
    this.command = command;
    this.outOfTime = outOfTime;
  }

  /// One that interrupts `command`, not yet told of signals.
  ///
  /// @param outOfTime is run if the command has not ended in time, just before the process ends
  static Interruption of(Thread command, Runnable outOfTime) {
    return new Interruption(command, outOfTime);
  }

  /// From now on a signal interrupts `command`.
  ///
  /// @param outOfTime as for [#of]
  static Interruption watch(Thread command, Runnable outOfTime) {
    Interruption interruption = of(command, outOfTime);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
    return interruption;
  }

  /// The command has ended and said what it had to say.
  void finished() {
    finished.countDown();
  }

  /// Runs in each shutdown of the Java runtime; after a signal that ends with 128 + its number.
  void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      // In time or not, the process ends after this.
      if (!finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        outOfTime.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
