package holotree.cli;

import holotree.api.ProgressListener;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Shows how a command gets on, after half a second and until it is closed. Thread-safe.
///
/// The engine's threads count; a thread of this display draws what they counted. It starts with the first
/// activity, ends when the display is closed, and keeps no process alive.
final class ProgressDisplay implements ProgressListener, AutoCloseable {

  private static final long PATIENCE_MILLIS = 500;

  private final PrintStream err;
  private final ProgressDrawing drawing;
  private final long patienceMillis;
  private final long began = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable ActivityProgress current;
  private @Nullable Thread ticker;
  private boolean drawn;

  /// @param err where it is drawn
  ProgressDisplay(PrintStream err, ProgressDrawing drawing) {
    this(err, drawing, PATIENCE_MILLIS);
  }

  /// @param patienceMillis how long nothing is drawn, milliseconds
  ProgressDisplay(PrintStream err, ProgressDrawing drawing, long patienceMillis) {
    this.err = err;
    this.drawing = drawing;
    this.patienceMillis = patienceMillis;
  }

  @Override
  public void began(Activity activity, long entries, long bytes) {
    current = new ActivityProgress(activity, entries, bytes);
    startTicker();
  }

  @Override
  public void advanced(long entries, long bytes) {
    ActivityProgress progress = current;
    if (progress != null) {
      progress.add(entries, bytes);
    }
  }

  @Override
  public synchronized void waiting(String what, String holder) {
    put(drawing.waiting(what, holder));
  }

  /// Takes away what was drawn, for good. An interrupted thread may close it, too.
  @Override
  public synchronized void close() {
    closed.countDown();
    put("");
  }

  /// The thread that draws; null before it is needed.
  synchronized @Nullable Thread ticker() {
    return ticker;
  }

  private synchronized void startTicker() {
    if (ticker == null && drawing.periodMillis() > 0 && closed.getCount() > 0) {
      ticker = Thread.ofPlatform().daemon().name("holotree-progress").start(this::tick);
    }
  }

  private void tick() {
    try {
      long pause = patienceMillis;
      while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
        draw();
        pause = drawing.periodMillis();
      }
    } catch (InterruptedException _) {
      // Nobody has this thread to interrupt it; it has nothing more to do then.
    }
  }

  private synchronized void draw() {
    ActivityProgress progress = current;
    if (progress != null && closed.getCount() > 0) {
      err.print(drawing.draw(progress, System.nanoTime() - began));
      drawn = true;
    }
  }

  private void put(String text) {
    String all = drawn ? drawing.erase() + text : text;
    drawn = false;
    if (!all.isEmpty()) {
      err.print(all);
      err.flush();
    }
  }
}
