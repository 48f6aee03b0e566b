package holotree.cli;

import holotree.engine.StatsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// [StatsReport] as text.
final class StatsText {

  private StatsText() {}

  static void write(StatsReport stats, Console console) {
    console.line(stats.since() + " to " + stats.until() + " (UTC), " + stats.home());
    for (StatsReport.Period period : stats.periods()) {
      console.line("  " + period.period() + "  " + counts(period.counts()));
    }
    console.line("In all: " + counts(stats.total()));
    StatsReport.Counts total = stats.total();
    if (total.copied() + total.hardLinked() + total.reflinked() > 0) {
      console.line(
          "  Files: "
              + Units.count(total.copied(), "written", "written")
              + ", "
              + Units.count(total.hardLinked(), "hard-linked", "hard-linked")
              + ", "
              + Units.count(total.reflinked(), "reflinked", "reflinked"));
    }
    for (StatsReport.Durations each : stats.durations()) {
      console.line(
          "  "
              + each.what().name().toLowerCase(Locale.ROOT)
              + ": half within "
              + Units.duration(each.medianNanos())
              + ", 95% within "
              + Units.duration(each.p95Nanos()));
    }
    for (StatsReport.Failures each : stats.failures()) {
      console.line("  Failed, " + each.kind() + ": " + each.count());
    }
    if (stats.skippedLines() > 0) {
      console.note(
          "lines of the journal that are torn or not its own were passed over: "
              + stats.skippedLines());
    }
  }

  private static String counts(StatsReport.Counts counts) {
    List<String> parts = new ArrayList<>();
    long placed = counts.restores() + counts.refreshes();
    if (counts.restores() > 0) {
      parts.add(Units.count(counts.restores(), "restore", "restores"));
    }
    if (counts.refreshes() > 0) {
      parts.add(Units.count(counts.refreshes(), "refresh", "refreshes"));
    }
    if (placed > 0) {
      parts.add(Units.bytes(counts.bytes()));
    }
    if (counts.records() > 0) {
      parts.add(
          Units.count(counts.records(), "recording", "recordings")
              + " of "
              + Units.bytes(counts.recordedBytes())
              + ", "
              + Units.bytes(counts.newBytes())
              + " new");
    }
    if (counts.verifies() > 0) {
      parts.add(Units.count(counts.verifies(), "verification", "verifications"));
    }
    if (counts.failed() > 0) {
      parts.add(counts.failed() + " failed");
    }
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }
}
