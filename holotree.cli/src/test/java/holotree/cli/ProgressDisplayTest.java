package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.ProgressListener.Activity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressDisplayTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void ticker_endsWhenTheDisplayIsClosed_andTakesTheDrawingAway() throws InterruptedException {
    Counted drawing = new Counted(3);
    Thread ticker;
    try (ProgressDisplay display = new ProgressDisplay(err, drawing, 1)) {
      display.began(Activity.RESTORE, 10, 100);
      display.advanced(1, 7);
      ticker = Objects.requireNonNull(display.ticker());
      assertThat(ticker.isDaemon()).isTrue();
      drawing.drawn.await();
    }
    ticker.join();
    assertThat(text()).startsWith("<RESTORE 1 7>").endsWith("#").containsOnlyOnce("#");
  }

  @Test
  void closedByAnInterruptedThread_takesTheDrawingAwayAndKeepsTheInterrupt()
      throws InterruptedException {
    Counted drawing = new Counted(1);
    try (ProgressDisplay display = new ProgressDisplay(err, drawing, 1)) {
      display.began(Activity.RECORD, 1, 1);
      drawing.drawn.await();
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(text()).endsWith("#");
  }

  @Test
  void endInTime_drawsNothing() throws InterruptedException {
    Counted drawing = new Counted(1);
    Thread ticker;
    try (ProgressDisplay display = new ProgressDisplay(err, drawing, TimeUnit.HOURS.toMillis(1))) {
      display.began(Activity.RESTORE, 10, 100);
      ticker = Objects.requireNonNull(display.ticker());
    }
    ticker.join();
    assertThat(text()).isEmpty();
  }

  @Test
  void nothingToDraw_needsNoThread() {
    try (ProgressDisplay display = new ProgressDisplay(err, ProgressDrawing.LOG)) {
      display.began(Activity.RESTORE, 10, 100);
      display.advanced(1, 7);
      assertThat(display.ticker()).isNull();
      display.waiting("the library /l", "`holotree gc` (process 7)");
    }
    assertThat(text())
        .isEqualTo("note: waiting for the library /l, in use by `holotree gc` (process 7)\n");
  }

  @Test
  void quiet_saysNothing() {
    try (ProgressDisplay display = new ProgressDisplay(err, ProgressDrawing.NONE)) {
      display.began(Activity.RESTORE, 10, 100);
      display.waiting("a", "b");
    }
    assertThat(text()).isEmpty();
  }

  @Test
  void jsonLines_haveTheFieldsThatAreKnown() {
    ProgressLines lines = new ProgressLines();
    ActivityProgress progress = new ActivityProgress(Activity.SCAN, 20, -1);
    progress.add(3, 4);
    assertThat(lines.draw(progress, 1_234_567_890))
        .isEqualTo(
            "{\"progress\":{\"activity\":\"scan\",\"seconds\":1.235,\"entries\":3,\"bytes\":4,"
                + "\"totalEntries\":20}}\n");
    assertThat(lines.waiting("the library \"/l\"", "h"))
        .isEqualTo("{\"waiting\":{\"what\":\"the library \\\"/l\\\"\",\"holder\":\"h\"}}\n");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Draws what was counted, and counts the drawings.
  private static final class Counted implements ProgressDrawing {
    final CountDownLatch drawn;

    Counted(int drawings) {
      drawn = new CountDownLatch(drawings);
    }

    @Override
    public long periodMillis() {
      return 1;
    }

    @Override
    public String draw(ActivityProgress progress, long nanos) {
      drawn.countDown();
      return "<" + progress.activity() + " " + progress.entries() + " " + progress.bytes() + ">";
    }

    @Override
    public String erase() {
      return "#";
    }

    @Override
    public String waiting(String what, String holder) {
      return what + holder;
    }
  }
}
