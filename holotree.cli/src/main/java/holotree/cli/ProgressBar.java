package holotree.cli;

import holotree.api.ProgressListener;
import org.jspecify.annotations.Nullable;

/// Progress as one line of a terminal, drawn over itself again and again:
/// `Restoring  42% [=====>       ] 210.3 MiB of 500.1 MiB, 131.2 MiB/s, 3 s left`. Not thread-safe.
final class ProgressBar implements ProgressDrawing {

  private static final long PERIOD_MILLIS = 100;
  private static final int MOST_CELLS = 30;
  private static final int FEWEST_CELLS = 8;
  private static final double SECOND = 1e9;

  /// To make, open or compare a file takes about as long as so many of its bytes.
  private static final double ENTRY_BYTES = 16 << 10;

  // Rates are those of the last few seconds: a recent one counts more, steadily.
  private static final double MEMORY_NANOS = 2 * SECOND;

  private static final String START = "\r";
  private static final String CLEAR_REST = "\u001b[K";
  // A terminal that is narrower than it says cuts the line off instead of breaking it.
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final int columns;
  private @Nullable ActivityProgress last;
  private long lastNanos;
  private double lastWork;
  private double lastBytes;
  private double workRate;
  private double byteRate;

  /// @param columns how wide the terminal is
  ProgressBar(int columns) {
    this.columns = columns;
  }

  @Override
  public long periodMillis() {
    return PERIOD_MILLIS;
  }

  @Override
  public String draw(ActivityProgress progress, long nanos) {
    return START + NO_WRAP + line(progress, nanos) + CLEAR_REST + WRAP;
  }

  @Override
  public String erase() {
    return START + CLEAR_REST;
  }

  @Override
  public String waiting(String what, String holder) {
    return ProgressDrawing.LOG.waiting(what, holder);
  }

  /// The line itself, one column shorter than the terminal at most.
  String line(ActivityProgress progress, long nanos) {
    long entries = progress.entries();
    long bytes = progress.bytes();
    double work = bytes + entries * ENTRY_BYTES;
    measure(progress, nanos, work, (double) bytes);
    String label = label(progress);
    double total = known(progress.totalBytes()) + known(progress.totalEntries()) * ENTRY_BYTES;
    String line;
    if (total > 0) {
      double done = Math.clamp(work / total, 0, 1);
      String head = label + percent(done) + "% ";
      String tail = " " + amount(progress, entries, bytes) + timeLeft(total - work);
      line = head + cells(done, columns - 1 - head.length() - tail.length()) + tail;
    } else {
      line = entries == 0 ? label : label + "  " + Units.count(entries, "entry", "entries");
    }
    return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
  }

  private void measure(ActivityProgress progress, long nanos, double work, double bytes) {
    double span = nanos - lastNanos;
    if (progress.equals(last)) {
      if (span <= 0) {
        return;
      }
      double weight = workRate == 0 ? 1 : 1 - Math.exp(-span / MEMORY_NANOS);
      workRate += weight * ((work - lastWork) / span - workRate);
      byteRate += weight * ((bytes - lastBytes) / span - byteRate);
    } else {
      workRate = 0;
      byteRate = 0;
    }
    last = progress;
    lastNanos = nanos;
    lastWork = work;
    lastBytes = bytes;
  }

  private String amount(ActivityProgress progress, long entries, long bytes) {
    if (progress.totalBytes() <= 0) {
      return Units.count(entries, "entry", "entries");
    }
    String amount = Units.bytes(bytes) + " of " + Units.bytes(progress.totalBytes());
    return byteRate > 0
        ? amount + ", " + Units.rate((long) (byteRate * SECOND), (long) SECOND)
        : amount;
  }

  private String timeLeft(double work) {
    if (workRate <= 0) {
      return "";
    }
    double seconds = Math.ceil(Math.max(0, work) / workRate / SECOND);
    String time = seconds < 60 ? (long) seconds + " s" : Units.duration((long) (seconds * SECOND));
    return ", " + time + " left";
  }

  private static String label(ActivityProgress progress) {
    return switch (progress.activity()) {
      case SCAN -> "Scanning";
      case RECORD -> "Recording";
      case PUBLISH -> "Publishing";
      case RESTORE -> "Restoring";
      case VERIFY -> "Verifying";
      case RECOMPRESS -> "Recompressing";
    };
  }

  private static long known(long total) {
    return total == ProgressListener.UNKNOWN ? 0 : total;
  }

  private static String percent(double done) {
    String percent = Long.toString((long) (done * 100));
    return " ".repeat(5 - percent.length()) + percent;
  }

  private static String cells(double done, int room) {
    int cells = Math.min(MOST_CELLS, room - 2);
    if (cells < FEWEST_CELLS) {
      return "";
    }
    int full = (int) (done * cells);
    String tip = full < cells ? ">" : "";
    return "[" + "=".repeat(full) + tip + " ".repeat(cells - full - tip.length()) + "]";
  }
}
