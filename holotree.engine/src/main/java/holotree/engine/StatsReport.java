package holotree.engine;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// What a home's journal sums up to. Days and months are those of UTC.
///
/// @param home where the home is, absolute
/// @param since the first day that counts
/// @param until the last one: today
/// @param total all of it
/// @param periods each day, or each month of a longer time, in which something was done; in order
/// @param durations how long what succeeded took
/// @param failures what failed, the most frequent first
/// @param skippedLines lines of the journal that are torn or not its own
public record StatsReport(
    Path home,
    LocalDate since,
    LocalDate until,
    Counts total,
    List<Period> periods,
    List<Durations> durations,
    List<Failures> failures,
    long skippedLines)
    implements Result {

  public StatsReport {
    periods = List.copyOf(periods);
    durations = List.copyOf(durations);
    failures = List.copyOf(failures);
  }

  /// What was done; what failed counts in `failed` alone.
  ///
  /// @param restores spaces made
  /// @param refreshes spaces repaired
  /// @param records trees recorded
  /// @param verifies spaces compared with their catalogs
  /// @param failed what failed
  /// @param copied files written into spaces
  /// @param hardLinked files hard-linked into spaces
  /// @param reflinked files reflinked into spaces
  /// @param bytes length of the files in spaces that were made or repaired, bytes
  /// @param recordedBytes length of the files in trees that were recorded, bytes
  /// @param newBytes of them not yet in the library, bytes
  public record Counts(
      long restores,
      long refreshes,
      long records,
      long verifies,
      long failed,
      long copied,
      long hardLinked,
      long reflinked,
      long bytes,
      long recordedBytes,
      long newBytes) {}

  /// A day or a month.
  ///
  /// @param period such as `2026-11-22` or `2026-11`
  /// @param counts what was done in it
  public record Period(String period, Counts counts) {}

  /// How long one kind of thing took.
  ///
  /// @param what what was done
  /// @param count how many succeeded
  /// @param medianNanos half of them took no longer, nanoseconds
  /// @param p95Nanos 95 of 100 took no longer, nanoseconds
  public record Durations(Act what, long count, long medianNanos, long p95Nanos) {}

  /// Failures of one kind.
  ///
  /// @param kind as in a failure's JSON, such as `notFound`
  /// @param count how many
  public record Failures(String kind, long count) {}

  /// What a journal has lines of.
  public enum Act {
    /// A tree was recorded.
    RECORD,
    /// A space was made.
    RESTORE,
    /// A space was repaired.
    REFRESH,
    /// A space was compared with its catalog.
    VERIFY
  }
}
