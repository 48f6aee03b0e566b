package holotree.engine;

import java.io.IOException;

/// [StatsReport] as JSON.
final class StatsJson {

  private StatsJson() {}

  static void write(StatsReport stats, JsonFields json) throws IOException {
    json.text("home", stats.home().toString());
    json.text("since", stats.since().toString());
    json.text("until", stats.until().toString());
    json.object("total");
    counts(stats.total(), json);
    json.end();
    json.array("periods");
    for (StatsReport.Period period : stats.periods()) {
      json.item();
      json.text("period", period.period());
      counts(period.counts(), json);
      json.end();
    }
    json.end();
    json.array("durations");
    for (StatsReport.Durations each : stats.durations()) {
      json.item();
      json.word("what", each.what());
      json.number("count", each.count());
      json.number("medianNanos", each.medianNanos());
      json.number("p95Nanos", each.p95Nanos());
      json.end();
    }
    json.end();
    json.array("failures");
    for (StatsReport.Failures each : stats.failures()) {
      json.item();
      json.text("kind", each.kind());
      json.number("count", each.count());
      json.end();
    }
    json.end();
    json.number("skippedLines", stats.skippedLines());
  }

  private static void counts(StatsReport.Counts counts, JsonFields json) throws IOException {
    json.number("restores", counts.restores());
    json.number("refreshes", counts.refreshes());
    json.number("records", counts.records());
    json.number("verifies", counts.verifies());
    json.number("failed", counts.failed());
    json.number("copied", counts.copied());
    json.number("hardLinked", counts.hardLinked());
    json.number("reflinked", counts.reflinked());
    json.number("bytes", counts.bytes());
    json.number("recordedBytes", counts.recordedBytes());
    json.number("newBytes", counts.newBytes());
  }
}
