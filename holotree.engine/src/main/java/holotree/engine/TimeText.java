package holotree.engine;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// A modification time as text: ISO 8601 in UTC with nine decimals, `@` and its seconds where Java's
/// calendar cannot name it.
final class TimeText {

  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  private TimeText() {}

  /// The text.
  ///
  /// @param seconds since 1970-01-01T00:00:00Z
  /// @param nanos 0 to 999,999,999
  static String of(long seconds, int nanos) {
    // A file system may hold times that Java's calendar cannot name.
    boolean calendar =
        seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond();
    return calendar ? NANOSECONDS.format(Instant.ofEpochSecond(seconds, nanos)) : "@" + seconds;
  }
}
