package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the front desk tells of a library and a home, and what it notes.
class KnowingTest {

  @TempDir Path scratch;
  private HolotreeOptions options;
  private Holotree holotree;
  private Path stage;

  @BeforeEach
  void open() throws IOException {
    Path real = scratch.toRealPath();
    options = new HolotreeOptions(real.resolve("home"), real.resolve("library"), 2);
    holotree = Holotree.open(options);
    stage = Files.createDirectory(real.resolve("the-stage"));
    Files.writeString(stage.resolve("file"), "content");
  }

  @AfterEach
  void close() {
    holotree.close();
  }

  @Test
  void spaces_haveTheNamesOfTheirRecordings() {
    holotree.record(RecordRequest.of(stage).named("one"));
    RestoreReceipt receipt = holotree.restore(RestoreRequest.of("one"));
    holotree.record(RecordRequest.of(stage).named("again"));
    SpaceListing listing = holotree.spaces();
    assertThat(listing.unreadable()).isZero();
    SpaceListing.Space space = listing.spaces().getFirst();
    assertThat(space.name()).isEqualTo("one");
    assertThat(space.space()).isEqualTo(receipt.space());
    assertThat(space.recordings()).containsExactly("again", "one");
    assertThat(space.phase()).isEqualTo(SpaceListing.Phase.COMPLETE);
    assertThat(space.entries()).isEqualTo(2);
    assertThat(space.bytes()).isEqualTo(7);
  }

  @Test
  void status_countsAndTellsTheLastUse() throws IOException {
    StatusReport empty = holotree.status(5);
    assertThat(empty.library().packs()).isZero();
    assertThat(empty.library().freeBytes()).isPositive();
    assertThat(empty.pool()).isEqualTo(new StatusReport.PoolPart(0, 5));
    holotree.record(RecordRequest.of(stage).named("one"));
    assertThat(holotree.status(5).recordings().getFirst().used()).isNull();
    holotree.restore(RestoreRequest.of("one").placed(Placement.HARDLINK).poolBytes(1 << 20));
    Files.createDirectory(options.library().resolve("blueprints"));
    Files.createFile(options.library().resolve("blueprints/" + "0".repeat(64)));
    StatusReport status = holotree.status(5);
    assertThat(status.library().recordings()).isEqualTo(1);
    assertThat(status.library().packs()).isEqualTo(1);
    assertThat(status.library().blueprints()).isEqualTo(1);
    assertThat(status.home().spaces()).isEqualTo(1);
    assertThat(status.home().bytes()).isEqualTo(7);
    assertThat(status.home().missing()).isZero();
    assertThat(status.pool().bytes()).isPositive();
    assertThat(status.recordings().getFirst().used())
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
  }

  @Test
  void differences_canBeWalkedAgain() throws IOException {
    holotree.record(RecordRequest.of(stage).named("one"));
    Files.writeString(stage.resolve("file"), "longer content");
    Files.writeString(stage.resolve("new"), "new");
    holotree.record(RecordRequest.of(stage).named("two"));
    DiffReport diff = holotree.diff("one", "two");
    assertThat(diff.same()).isFalse();
    assertThat(diff.added()).isEqualTo(new DiffReport.Total(1, 3));
    assertThat(diff.changed().entries()).isEqualTo(2);
    assertThat(lines(diff)).isEqualTo(lines(diff)).hasSize(3);
    assertThat(holotree.diff("two", "two").same()).isTrue();
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.diff("one", "three"));
  }

  @Test
  void spaceThatWasChanged_differsEntryByEntry() throws IOException {
    Files.createDirectories(stage.resolve("dir/sub"));
    Files.writeString(stage.resolve("dir/sub/file"), "12345");
    Files.writeString(stage.resolve("dir/other"), "1");
    holotree.record(RecordRequest.of(stage).named("one"));
    Path space = holotree.restore(RestoreRequest.of("one")).target();
    assertThat(holotree.diff(new Target.Space("one"), "one").same()).isTrue();
    Files.delete(space.resolve("dir/sub/file"));
    Files.delete(space.resolve("dir/sub"));
    Files.delete(space.resolve("dir/other"));
    Files.delete(space.resolve("dir"));
    Files.createDirectories(space.resolve("extra/below"));
    Files.writeString(space.resolve("extra/below/file"), "123");
    Files.delete(space.resolve("file"));
    Files.createDirectory(space.resolve("file"));
    Files.writeString(space.resolve("file/inside"), "1");
    DiffReport diff = holotree.diff(new Target.Directory(space), "one");
    assertThat(lines(diff))
        .containsExactly(
            "CHANGED ",
            "ADDED dir",
            "ADDED dir/other",
            "ADDED dir/sub",
            "ADDED dir/sub/file",
            "REMOVED extra",
            "REMOVED extra/below",
            "REMOVED extra/below/file",
            "CHANGED file",
            "REMOVED file/inside");
    assertThat(diff.added()).isEqualTo(new DiffReport.Total(4, 6));
    assertThat(diff.removed()).isEqualTo(new DiffReport.Total(4, 4));
  }

  @Test
  void whatIsDoneAndWhatFails_isSummedUp() throws IOException {
    holotree.record(RecordRequest.of(stage).named("one"));
    holotree.record(RecordRequest.of(stage).named("two"));
    holotree.restore(RestoreRequest.of("one"));
    holotree.restore(RestoreRequest.of("two").placed(Placement.HARDLINK));
    holotree.verify(new Target.Space("one"));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of("x".repeat(100_000))));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.verify(new Target.Space("three")));
    StatsReport stats = holotree.stats(1);
    assertThat(stats.skippedLines()).isZero();
    assertThat(stats.total()).isEqualTo(new StatsReport.Counts(2, 0, 2, 1, 2, 1, 1, 0, 14, 14, 7));
    assertThat(stats.failures()).containsExactly(new StatsReport.Failures("notFound", 2));
    assertThat(stats.durations())
        .extracting(StatsReport.Durations::what, StatsReport.Durations::count)
        .containsExactly(
            Tuple.tuple(StatsReport.Act.RECORD, 2L),
            Tuple.tuple(StatsReport.Act.RESTORE, 2L),
            Tuple.tuple(StatsReport.Act.VERIFY, 1L));
    assertThat(stats.periods()).hasSizeBetween(1, 2);
  }

  @Test
  void periods_areDaysOrMonths() throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path journal = Files.createDirectories(options.home().resolve("journal"));
    for (int day = 0; day < 100; day++) {
      LocalDate date = today.minusDays(day);
      Files.writeString(
          journal.resolve(date.toString().substring(0, 7) + ".jsonl"),
          "{\"time\":\"" + date + "T00:00:00Z\",\"what\":\"verify\",\"outcome\":\"done\"}\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    assertThat(holotree.stats(1).total().verifies()).isEqualTo(1);
    assertThat(holotree.stats(30).periods())
        .hasSize(30)
        .first()
        .matches(period -> period.period().equals(today.minusDays(29).toString()));
    assertThat(holotree.stats(92).periods()).hasSize(92);
    assertThat(holotree.stats(93).periods())
        .hasSizeBetween(4, 5)
        .allMatch(period -> period.period().length() == 7);
    assertThat(holotree.stats(Integer.MAX_VALUE).total().verifies()).isEqualTo(100);
    assertThatIllegalArgumentException().isThrownBy(() -> holotree.stats(0));
  }

  @Test
  void percentiles_areNearestRanks() {
    long[] hundred = LongStream.rangeClosed(1, 100).toArray();
    assertThat(StatsDesk.percentile(hundred, 50)).isEqualTo(50);
    assertThat(StatsDesk.percentile(hundred, 95)).isEqualTo(95);
    assertThat(StatsDesk.percentile(new long[] {7}, 50)).isEqualTo(7);
    assertThat(StatsDesk.percentile(new long[] {7}, 95)).isEqualTo(7);
    assertThat(StatsDesk.percentile(new long[] {1, 2}, 50)).isEqualTo(1);
    assertThat(StatsDesk.percentile(new long[] {1, 2, 3}, 50)).isEqualTo(2);
    assertThat(StatsDesk.percentile(new long[] {1, 2}, 95)).isEqualTo(2);
  }

  @Test
  void failureInAHomeThatIsNotThere_makesNone() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of("nosuch")));
    assertThat(options.home()).doesNotExist();
  }

  private static List<String> lines(DiffReport diff) {
    List<String> lines = new ArrayList<>();
    diff.differences().forEach(each -> lines.add(each.change() + " " + each.path()));
    return lines;
  }
}
