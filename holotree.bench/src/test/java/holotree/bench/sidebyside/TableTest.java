package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Runs OURS = runs("Holotree", 2, 3, 4);

  @Test
  void row_tellsMediansRatiosAndVerdict() {
    Row row = Row.ofTimes("restore", OURS, runs("tar", 4, 2, 5), Optional.of(Bar.of(0.75, 0.5)));
    assertThat(cells(new Table(List.of(row)), 0))
        .containsExactly(
            "restore",
            "3.00 s (2.00 - 4.00)",
            "tar",
            "4.00 s (2.00 - 5.00)",
            "0.75",
            "0.80",
            "0.75",
            "0.75x (aim 0.5x)",
            "yes");
  }

  @Test
  void missedBar_isSeen() {
    Row row = Row.ofTimes("restore", OURS, runs("tar", 1, 1, 1), Optional.of(Bar.of(1.15)));
    assertThat(row.verdict()).isEqualTo(Row.Verdict.MISSED);
    assertThat(cells(new Table(List.of(row)), 0)).last().isEqualTo("NO");
  }

  @Test
  void barOfAFigureAlone_isInItsUnit() {
    Row row = Row.alone("memory", Unit.BYTES, Series.of(300 << 20), Bars.PEAK_MEMORY, "");
    assertThat(row.verdict()).isEqualTo(Row.Verdict.MISSED);
    assertThat(row.barText()).isEqualTo("256.0 MiB");
  }

  @Test
  void secondPeer_doesNotRepeatOurFigure() {
    Table table =
        new Table(
            List.of(
                Row.ofTimes("restore", OURS, runs("tar", 4, 2, 5), Optional.empty()),
                Row.ofTimes("restore", OURS, runs("cp", 4, 2, 5), Optional.empty())));
    assertThat(cells(table, 1)).startsWith("", "", "cp");
  }

  @Test
  void failure_isANoteAndNotJudged() {
    Row row =
        Row.ofTimes(
            "refresh",
            Runs.failed("Holotree", "exit code 6:\n  refused"),
            runs("find", 1),
            Optional.of(Bar.of(2.5)));
    assertThat(row.verdict()).isEqualTo(Row.Verdict.NOT_JUDGED);
    assertThat(new Table(List.of(row)).markdown())
        .endsWith("\n- refresh, against find: Holotree: exit code 6: refused\n");
  }

  @Test
  void absentPeer_isNotJudgedEither() {
    Row row =
        Row.ofTimes(
            "restore", OURS, Runs.failed("restic", "not installed"), Optional.of(Bar.of(1)));
    assertThat(row.verdict()).isEqualTo(Row.Verdict.NOT_JUDGED);
  }

  @Test
  void columns_lineUp() {
    String markdown =
        new Table(
                List.of(
                    Row.ofTimes("restore", OURS, runs("tar | zstd", 4, 2, 5), Optional.empty()),
                    Row.ofTimes("record", OURS, runs("cp", 4, 2, 5), Optional.empty())))
            .markdown();
    assertThat(markdown).contains("tar \\| zstd");
    assertThat(markdown.lines().map(String::length).distinct()).hasSize(1);
  }

  private static List<String> cells(Table table, int row) {
    String line = table.markdown().lines().skip(2 + row).findFirst().orElseThrow();
    return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)).stream()
        .map(String::strip)
        .toList();
  }

  private static Runs runs(String name, double... walls) {
    return Runs.of(
        name,
        Series.of(walls).values().stream()
            .map(wall -> new Measurement(wall, wall, 0, 1 << 20, 0, ""))
            .toList());
  }
}
