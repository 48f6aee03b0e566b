package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.CatalogBuilder;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.engine.DeleteReceipt;
import holotree.engine.Downgrade;
import holotree.engine.Listing;
import holotree.engine.Notice;
import holotree.engine.Placement;
import holotree.engine.RecordReceipt;
import holotree.engine.RelocationLimit;
import holotree.engine.RestoreReceipt;
import holotree.engine.Result;
import holotree.engine.RuntimeReport;
import holotree.engine.Summary;
import holotree.engine.VerifyReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTextTest {

  private static final Digest ID = new Digest(0x4f2a9c01d3e80000L, 0, 0, 0);

  private final CapturedConsole captured = new CapturedConsole();

  @Test
  void record_tellsWhatWasNewAndNotesOnStandardError() {
    Notice holes = new Notice(Notice.Kind.HOLES_FILLED, 2, List.of("a", "b"));
    write(
        new RecordReceipt(
            ID,
            "ci",
            71,
            492,
            1,
            317081600,
            480,
            1536,
            1024,
            3,
            2,
            List.of(),
            2_310_000_000L,
            List.of(holes)));

    assertThat(captured.out())
        .isEqualTo(
            """
            Recorded ci, 4f2a9c01d3e8
              492 files, 71 directories, 1 symlink, 302.4 MiB
              New: 1.5 KiB in 480 chunks, 1.0 KiB in the library
              2 entries hold the recorded tree's own path
              2.31 s, 130.9 MiB/s
            """);
    assertThat(captured.err())
        .isEqualTo(
            "note: holes in files are not recorded: they are restored as zeros: 2, e.g. a, b\n");
  }

  @Test
  void record_showsAFewOfTheFilesWhoseRelocationIsLimited_byReason() {
    List<RelocationLimit> limits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      limits.add(new RelocationLimit("b" + i, RelocationLimit.Reason.FIXED_LENGTH));
      if (i % 3 == 0) {
        limits.add(new RelocationLimit("a" + i, RelocationLimit.Reason.ARCHIVE));
      }
    }
    write(new RecordReceipt(ID, null, 1, 1, 0, 5, 0, 0, 0, 1, 7, limits, 1, List.of()));

    assertThat(captured.err())
        .isEqualTo(
            """
            note: %s: 3, e.g. a0, a3, a6
            note: %s: 7, e.g. b0, b1, b2, b3, b4
            """
                .formatted(
                    RelocationLimit.Reason.ARCHIVE.sentence(),
                    RelocationLimit.Reason.FIXED_LENGTH.sentence()));
  }

  @Test
  void noticeAboutTheWholeTree_hasNoCount() {
    Notice whole = new Notice(Notice.Kind.NOT_MARKED, 1, List.of());
    write(new RecordReceipt(ID, null, 1, 1, 0, 5, 0, 0, 0, 1, 0, List.of(), 1, List.of(whole)));

    assertThat(captured.err()).isEqualTo("note: " + whole.kind().sentence() + "\n");
  }

  @Test
  void record_saysWhenNothingWasNew() {
    write(new RecordReceipt(ID, null, 1, 1, 0, 5, 0, 0, 0, 1, 0, List.of(), 1_000_000, List.of()));

    assertThat(captured.out()).contains("Recorded 4f2a9c01d3e8\n", "Nothing new");
  }

  @Test
  void restore_tellsWhereTo() {
    Path target = Path.of("t").toAbsolutePath();
    write(
        new RestoreReceipt(
            ID,
            "ci",
            "00ff",
            target,
            71,
            492,
            0,
            0,
            1,
            317081600,
            2,
            1,
            null,
            List.of(),
            new RestoreReceipt.PoolChanges(0, 0, 0),
            410_000_000,
            List.of()));

    assertThat(captured.out())
        .isEqualTo(
            """
            Restored ci, 4f2a9c01d3e8, to %s
              492 files, 71 directories, 1 symlink, 302.4 MiB, every byte verified
              Path put right in 2 entries
              Left out: 1 file
              410 ms, 737.5 MiB/s
            """
                .formatted(target));
  }

  @Test
  void restoreThatShares_tellsHowFilesWerePlaced_andWhyNot() {
    write(
        new RestoreReceipt(
            ID,
            "ci",
            "00ff",
            Path.of("/t"),
            71,
            2,
            490,
            0,
            1,
            317081600,
            0,
            0,
            null,
            List.of(new Downgrade(Placement.HARDLINK, 2, "the pool is full")),
            new RestoreReceipt.PoolChanges(5, 1, 0),
            410_000_000,
            List.of()));

    assertThat(captured.out())
        .contains(
            "492 files",
            "  490 hard-linked, 0 reflinked, 2 written\n",
            "Not shared: 2 files, the pool is full\n",
            "Taken out of the pool: 1 bad file\n");
  }

  @Test
  void quiet_leavesOutReceiptsAndNotes() {
    captured.console().quiet(true);
    write(new DeleteReceipt(Path.of("/x"), "00ff", 3, 1));
    write(
        new RecordReceipt(
            ID,
            null,
            1,
            1,
            0,
            5,
            0,
            0,
            0,
            1,
            0,
            List.of(new RelocationLimit("a", RelocationLimit.Reason.ARCHIVE)),
            1,
            List.of(new Notice(Notice.Kind.NOT_MARKED, 0, List.of()))));

    assertThat(captured.out()).isEmpty();
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void quiet_keepsDifferences() {
    captured.console().quiet(true);
    write(report(new VerifyReport.Difference("a", VerifyReport.Aspect.MODE, "0755", "0644")));

    assertThat(captured.out()).isEqualTo("mode a: 0755 -> 0644\n");
  }

  @Test
  void verify_hasALineForEachDifference() {
    write(
        report(
            new VerifyReport.Difference("", VerifyReport.Aspect.MTIME, "then", "now"),
            new VerifyReport.Difference("a/b", VerifyReport.Aspect.MISSING, "file", "nothing")));

    assertThat(captured.out())
        .startsWith("mtime .: then -> now\nmissing a/b\n")
        .contains(" differs in 2 places: 3 entries, 5 bytes compared with 4f2a9c01d3e8, ");
  }

  @Test
  void list_alignsIds() {
    write(
        new Listing(
            Path.of("/l"),
            List.of(new Listing.Recording("a", ID), new Listing.Recording("long", ID)),
            1,
            2048));

    assertThat(captured.out()).isEqualTo("a     4f2a9c01d3e8\nlong  4f2a9c01d3e8\n");
  }

  @Test
  void version_listsProviders() {
    write(
        new RuntimeReport(
            "1.0",
            "25",
            "linux-amd64",
            List.of("m"),
            List.of("zstd", "stored"),
            List.of("linux"),
            List.of("p")));

    assertThat(captured.out())
        .isEqualTo(
            """
            holotree 1.0
            Java 25, linux-amd64
            codecs: zstd, stored
            strategies: linux
            policies: p
            """);
  }

  @Test
  void show_listsEntriesWithVerbose() {
    captured.console().verbose(true);
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    builder.setSize(builder.add(0, utf8("f"), EntryType.FILE, 0640, 1, 5), 12);
    builder.setContent(1, ID);
    builder.setTarget(builder.add(0, utf8("s"), EntryType.SYMLINK, 0777, 2, 0), utf8("f"));
    write(new Summary(ID, List.of("a", "b"), 1, 1, 1, 12, 0, 0, builder.build()));

    assertThat(captured.out())
        .isEqualTo(
            """
            a, b
              Id 4f2a9c01d3e80000000000000000000000000000000000000000000000000000
              1 file, 1 directory, 1 symlink, 12 bytes
            drwxr-xr-x            0  1970-01-01T00:00:00Z  .
            -rw-r-----           12  1970-01-01T00:00:01.000000005Z  f
            lrwxrwxrwx            1  1970-01-01T00:00:02Z  s -> f
            """);
  }

  private static VerifyReport report(VerifyReport.Difference... differences) {
    return new VerifyReport(Path.of("/x"), ID, 3, 5, 1_000_000, List.of(differences));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void write(Result result) {
    new ResultText(captured.console()).write(result);
  }
}
