package holotree.testkit.windows;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Opens each file and directory that was made, when it is closed, and keeps it open for up to 5 ms; others may
/// read and write it meanwhile, not delete it. Off until it is told otherwise. Thread-safe.
public final class Indexer {

  private @Nullable Random random;

  Indexer() {}

  /// Has it work.
  ///
  /// @param seed decides how long it keeps things open
  public synchronized Indexer on(long seed) {
    random = new Random(seed);
    return this;
  }

  /// Has it open nothing any more.
  public synchronized void off() {
    random = null;
  }

  synchronized @Nullable Hold hold(Path path) {
    return random == null
        ? null
        : Hold.until(
            path,
            Numbers.SHARE_READ | Numbers.SHARE_WRITE,
            System.nanoTime() + random.nextLong(TimeUnit.MILLISECONDS.toNanos(5)));
  }
}
