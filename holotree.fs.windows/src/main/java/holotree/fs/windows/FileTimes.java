package holotree.fs.windows;

import java.time.Instant;

/// Times of Windows: units of 100 ns since 1601-01-01T00:00:00Z ("FILETIME structure", minwinbase.h), up to
/// the year 30828.
final class FileTimes {

  /// What a time is a multiple of, nanoseconds.
  static final int UNIT = 100;

  private static final long UNITS_PER_SECOND = 10_000_000;
  private static final long SECONDS_TO_1970 = 11_644_473_600L;
  private static final long LAST_SECOND = Long.MAX_VALUE / UNITS_PER_SECOND - SECONDS_TO_1970 - 1;

  private FileTimes() {}

  /// The latest time that Windows has and that is not after the one given; 0 if it has none.
  static long of(long seconds, int nanos) {
    if (seconds < -SECONDS_TO_1970 || seconds > LAST_SECOND) {
      return 0;
    }
    return (seconds + SECONDS_TO_1970) * UNITS_PER_SECOND + nanos / UNIT;
  }

  /// As [#of].
  static long of(Instant time) {
    return of(time.getEpochSecond(), time.getNano());
  }

  /// Seconds since 1970-01-01T00:00:00Z of a time of Windows.
  static long seconds(long time) {
    return Math.floorDiv(time, UNITS_PER_SECOND) - SECONDS_TO_1970;
  }

  /// And its nanoseconds.
  static int nanos(long time) {
    return (int) Math.floorMod(time, UNITS_PER_SECOND) * UNIT;
  }
}
