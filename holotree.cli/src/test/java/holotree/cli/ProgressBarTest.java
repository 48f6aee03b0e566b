package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

  private static final long SECOND = 1_000_000_000;
  private static final long MIB = 1 << 20;

  @Test
  void halfOfTheWork_isHalfABar_withAmountRateAndTimeLeft() {
    ProgressBar bar = new ProgressBar(120);
    ActivityProgress progress = new ActivityProgress(Activity.RESTORE, 0, 100 * MIB);
    bar.line(progress, SECOND);
    progress.add(0, 50 * MIB);
    assertThat(bar.line(progress, 3 * SECOND))
        .isEqualTo(
            "Restoring   50% [===============>              ] 50.0 MiB of 100.0 MiB, 25.0 MiB/s,"
                + " 2 s left");
  }

  @Test
  void rate_followsThePaceOfTheLastSeconds() {
    ProgressBar bar = new ProgressBar(120);
    ActivityProgress progress = new ActivityProgress(Activity.RECORD, 0, 10_000 * MIB);
    bar.line(progress, 0);
    long now = 0;
    for (int tenth = 0; tenth < 100; tenth++) {
      now += SECOND / 10;
      progress.add(0, 10 * MIB);
      bar.line(progress, now);
    }
    String fast = bar.line(progress, now);
    for (int tenth = 0; tenth < 200; tenth++) {
      now += SECOND / 10;
      progress.add(0, MIB);
      bar.line(progress, now);
    }
    assertThat(fast).contains(", 100.0 MiB/s,");
    assertThat(bar.line(progress, now)).contains(", 10.0 MiB/s,");
  }

  @Test
  void manySmallFiles_countAsMuchAsTheyTake() {
    ProgressBar bar = new ProgressBar(120);
    ActivityProgress progress = new ActivityProgress(Activity.RESTORE, 1000, 1000);
    progress.add(0, 1000);
    assertThat(bar.line(progress, SECOND)).startsWith("Restoring    0% ");
    progress.add(500, 0);
    assertThat(bar.line(progress, SECOND)).startsWith("Restoring   50% ");
  }

  @Test
  void unknownTotals_showWhatIsDone() {
    ProgressBar bar = new ProgressBar(80);
    ActivityProgress progress =
        new ActivityProgress(Activity.SCAN, ProgressListener.UNKNOWN, ProgressListener.UNKNOWN);
    progress.add(12_345, 0);
    assertThat(bar.line(progress, SECOND)).isEqualTo("Scanning  12,345 entries");
  }

  @Test
  void nothingToCount_showsTheActivityAlone() {
    ActivityProgress publish =
        new ActivityProgress(Activity.PUBLISH, ProgressListener.UNKNOWN, ProgressListener.UNKNOWN);
    assertThat(new ProgressBar(80).line(publish, SECOND)).isEqualTo("Publishing");
  }

  @Test
  void moreThanThereWas_isAllOfIt() {
    ActivityProgress progress = new ActivityProgress(Activity.VERIFY, 1, 10);
    progress.add(2, 30);
    assertThat(new ProgressBar(100).line(progress, SECOND)).startsWith("Verifying  100% [=====");
  }

  @Test
  void nextActivity_beginsWithARateOfItsOwn() {
    ProgressBar bar = new ProgressBar(120);
    ActivityProgress first = new ActivityProgress(Activity.RECORD, 0, MIB);
    bar.line(first, 0);
    first.add(0, MIB);
    bar.line(first, SECOND);
    assertThat(bar.line(new ActivityProgress(Activity.VERIFY, 0, MIB), 2 * SECOND))
        .doesNotContain("/s")
        .doesNotContain("left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20, 40, 60, 79, 80, 81, 200})
  void line_isShorterThanTheTerminalIsWide(int columns) {
    ProgressBar bar = new ProgressBar(columns);
    ActivityProgress progress = new ActivityProgress(Activity.RESTORE, 1L << 40, 1L << 60);
    bar.line(progress, 0);
    progress.add(1L << 30, 1L << 58);
    assertThat(bar.line(progress, SECOND)).hasSizeLessThan(columns);
  }

  @Test
  void drawing_staysOnItsLine_andIsErasedAsAWhole() {
    ProgressBar bar = new ProgressBar(80);
    ActivityProgress progress = new ActivityProgress(Activity.RESTORE, 10, 10);
    assertThat(bar.draw(progress, SECOND)).startsWith("\r").doesNotContain("\n");
    assertThat(bar.erase()).isEqualTo("\r\u001b[K");
  }
}
