package holotree.engine;

import holotree.engine.journal.Journal;
import holotree.engine.journal.JournalLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Sums up the journal of a home. Eight bytes a line are in memory, for the percentiles.
final class StatsDesk {

  /// Over more days than these, the periods are months.
  private static final int MOST_DAYS_SINGLY = 92;

  private static final int DAY_TEXT = "2026-11-22".length();
  private static final int MONTH_TEXT = "2026-11".length();

  private final Holotree.Desk desk;
  private final Tally total = new Tally();
  private final Map<String, Tally> periods = new TreeMap<>();
  private final Map<StatsReport.Act, LongStream.Builder> nanos =
      new EnumMap<>(StatsReport.Act.class);
  private final Map<String, Long> failures = new TreeMap<>();

  StatsDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  /// Sums up the last `days` days, today included.
  StatsReport run(int days, Instant now) {
    LocalDate until = now.atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate since = until.minusDays(days - 1L);
    int length = days <= MOST_DAYS_SINGLY ? DAY_TEXT : MONTH_TEXT;
    long skipped =
        new Journal(desk.home().store())
            .read(since.atStartOfDay(ZoneOffset.UTC).toInstant(), line -> take(line, length));
    return new StatsReport(
        desk.home().path(),
        since,
        until,
        total.counts(),
        periods.entrySet().stream()
            .map(each -> new StatsReport.Period(each.getKey(), each.getValue().counts()))
            .toList(),
        durations(),
        failures.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(each -> new StatsReport.Failures(each.getKey(), each.getValue()))
            .toList(),
        skipped);
  }

  private void take(JournalLine line, int length) {
    LocalDate day = line.time().atOffset(ZoneOffset.UTC).toLocalDate();
    total.add(line);
    periods.computeIfAbsent(day.toString().substring(0, length), _ -> new Tally()).add(line);
    if (line.done()) {
      nanos.computeIfAbsent(act(line), _ -> LongStream.builder()).add(line.nanos());
    } else {
      failures.merge(line.outcome(), 1L, Long::sum);
    }
  }

  private List<StatsReport.Durations> durations() {
    List<StatsReport.Durations> durations = new ArrayList<>();
    nanos.forEach((act, values) -> {
      long[] sorted = values.build().sorted().toArray();
      durations.add(
          new StatsReport.Durations(
              act, sorted.length, percentile(sorted, 50), percentile(sorted, 95)));
    });
    return durations;
  }

  /// The nearest rank: the least value that so many of a hundred do not exceed.
  static long percentile(long[] sorted, int percent) {
    return sorted[(int) Math.ceilDiv((long) sorted.length * percent, 100) - 1];
  }

  private static StatsReport.Act act(JournalLine line) {
    return switch (line.act()) {
      case RECORD -> StatsReport.Act.RECORD;
      case RESTORE -> StatsReport.Act.RESTORE;
      case REFRESH -> StatsReport.Act.REFRESH;
      case VERIFY -> StatsReport.Act.VERIFY;
    };
  }

  /// Counts over lines.
  private static final class Tally {
    private long restores;
    private long refreshes;
    private long records;
    private long verifies;
    private long failed;
    private long copied;
    private long hardLinked;
    private long reflinked;
    private long bytes;
    private long recordedBytes;
    private long newBytes;

    void add(JournalLine line) {
      if (!line.done()) {
        failed++;
        return;
      }
      copied += line.copied();
      hardLinked += line.hardLinked();
      reflinked += line.reflinked();
      newBytes += line.newBytes();
      switch (line.act()) {
        case RECORD -> {
          records++;
          recordedBytes += line.bytes();
        }
        case RESTORE -> {
          restores++;
          bytes += line.bytes();
        }
        case REFRESH -> {
          refreshes++;
          bytes += line.bytes();
        }
        case VERIFY -> verifies++;
      }
    }

    StatsReport.Counts counts() {
      return new StatsReport.Counts(
          restores,
          refreshes,
          records,
          verifies,
          failed,
          copied,
          hardLinked,
          reflinked,
          bytes,
          recordedBytes,
          newBytes);
    }
  }
}
