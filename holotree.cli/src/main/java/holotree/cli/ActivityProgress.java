package holotree.cli;

import holotree.api.ProgressListener.Activity;
import java.util.concurrent.atomic.LongAdder;

/// How far one activity of an operation is. Thread-safe.
final class ActivityProgress {

  private final Activity activity;
  private final long totalEntries;
  private final long totalBytes;
  private final LongAdder entries = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /// @param totalEntries how many there are to do, or [ProgressListener#UNKNOWN]
  /// @param totalBytes how many there are to do, or [ProgressListener#UNKNOWN]
  ActivityProgress(Activity activity, long totalEntries, long totalBytes) {
    this.activity = activity;
    this.totalEntries = totalEntries;
    this.totalBytes = totalBytes;
  }

  void add(long moreEntries, long moreBytes) {
    entries.add(moreEntries);
    bytes.add(moreBytes);
  }

  Activity activity() {
    return activity;
  }

  long entries() {
    return entries.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  /// How many there are to do, or [ProgressListener#UNKNOWN].
  long totalEntries() {
    return totalEntries;
  }

  /// How many there are to do, or [ProgressListener#UNKNOWN].
  long totalBytes() {
    return totalBytes;
  }
}
