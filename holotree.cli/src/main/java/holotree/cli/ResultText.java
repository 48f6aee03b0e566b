package holotree.cli;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.engine.DeleteReceipt;
import holotree.engine.Downgrade;
import holotree.engine.Listing;
import holotree.engine.Notice;
import holotree.engine.RecordReceipt;
import holotree.engine.RelocationLimit;
import holotree.engine.RestoreReceipt;
import holotree.engine.Result;
import holotree.engine.RuntimeReport;
import holotree.engine.Summary;
import holotree.engine.VerifyReport;
import java.util.List;
import java.util.Locale;

/// Results as text for people. Receipts keep silent where the user wants quiet; answers do not.
final class ResultText {

  private static final int SHORT_ID = 12;

  /// Paths shown of a longer list.
  private static final int EXAMPLES = 5;

  private final Console console;

  /// @param console what it is written to, and how
  ResultText(Console console) {
    this.console = console;
  }

  /// Writes the result and its notices.
  void write(Result result) {
    switch (result) {
      case DeleteReceipt receipt -> delete(receipt);
      case Listing listing -> listing(listing);
      case RecordReceipt receipt -> record(receipt);
      case RestoreReceipt receipt -> restore(receipt);
      case RuntimeReport report -> runtime(report);
      case Summary summary -> summary(summary);
      case VerifyReport report -> verify(report);
    }
  }

  private void record(RecordReceipt receipt) {
    String id = id(receipt.catalog());
    receipt(receipt.name() == null ? "Recorded " + id : "Recorded " + receipt.name() + ", " + id);
    receipt(
        "  "
            + contents(
                receipt.files(), receipt.directories(), receipt.symlinks(), receipt.bytes()));
    receipt(
        receipt.storedChunks() == 0
            ? "  Nothing new: the library had all of it"
            : "  New: "
                + Units.bytes(receipt.storedBytes())
                + " in "
                + Units.count(receipt.storedChunks(), "chunk", "chunks")
                + ", "
                + Units.bytes(receipt.packBytes())
                + " in the library");
    if (receipt.relocatedEntries() > 0) {
      receipt("  " + holdPath(receipt.relocatedEntries()));
    }
    receipt("  " + time(receipt.bytes(), receipt.nanos()));
    relocationLimits(receipt.relocationLimits());
    notices(receipt.notices());
  }

  private void relocationLimits(List<RelocationLimit> limits) {
    for (RelocationLimit.Reason reason : RelocationLimit.Reason.values()) {
      List<String> paths =
          limits.stream()
              .filter(limit -> limit.reason() == reason)
              .map(RelocationLimit::path)
              .toList();
      if (!paths.isEmpty()) {
        notice(reason.sentence(), paths.size(), paths.subList(0, Math.min(EXAMPLES, paths.size())));
      }
    }
  }

  private void restore(RestoreReceipt receipt) {
    String id = id(receipt.catalog());
    boolean named = !receipt.catalog().toString().startsWith(receipt.recording());
    receipt(
        "Restored "
            + (named ? receipt.recording() + ", " + id + "," : id)
            + " to "
            + receipt.target());
    receipt(
        "  "
            + contents(receipt.files(), receipt.directories(), receipt.symlinks(), receipt.bytes())
            + ", every byte verified");
    placements(receipt);
    if (receipt.relocated() > 0) {
      receipt("  Path put right in " + Units.count(receipt.relocated(), "entry", "entries"));
    }
    if (receipt.leftOut() > 0) {
      receipt("  Left out: " + Units.count(receipt.leftOut(), "file", "files"));
    }
    receipt("  " + time(receipt.bytes(), receipt.nanos()));
    if (console.verbose()) {
      receipt("  Space id " + receipt.space());
    }
    notices(receipt.notices());
  }

  private void placements(RestoreReceipt receipt) {
    if (receipt.hardLinked() + receipt.reflinked() > 0) {
      receipt(
          "  "
              + Units.count(receipt.hardLinked(), "hard-linked", "hard-linked")
              + ", "
              + Units.count(receipt.reflinked(), "reflinked", "reflinked")
              + ", "
              + Units.count(receipt.copied(), "written", "written"));
    }
    for (Downgrade downgrade : receipt.downgrades()) {
      receipt(
          "  Not shared: "
              + Units.count(downgrade.files(), "file", "files")
              + ", "
              + downgrade.reason());
    }
    RestoreReceipt.PoolChanges pool = receipt.pool();
    if (pool.dropped() > 0) {
      receipt("  Taken out of the pool: " + Units.count(pool.dropped(), "bad file", "bad files"));
    }
    if (console.verbose()) {
      receipt("  Pool: " + pool.added() + " added, " + pool.evicted() + " evicted");
    }
  }

  private void delete(DeleteReceipt receipt) {
    receipt(
        "Deleted "
            + receipt.target()
            + ": "
            + Units.count(receipt.entries(), "entry", "entries")
            + ", "
            + Units.duration(receipt.nanos()));
  }

  private void verify(VerifyReport report) {
    for (VerifyReport.Difference difference : report.differences()) {
      console.line(differenceLine(difference));
    }
    int differing = report.differences().size();
    receipt(
        report.target()
            + (report.pristine()
                ? " is pristine: "
                : " differs in " + Units.count(differing, "place", "places") + ": ")
            + Units.count(report.entries(), "entry", "entries")
            + ", "
            + Units.bytes(report.bytes())
            + " compared with "
            + id(report.catalog())
            + ", "
            + time(report.bytes(), report.nanos()));
  }

  /// One difference as one line.
  static String differenceLine(VerifyReport.Difference difference) {
    String path = difference.path().isEmpty() ? "." : difference.path();
    String aspect = difference.aspect().name().toLowerCase(Locale.ROOT);
    return switch (difference.aspect()) {
      case MISSING, EXTRA -> aspect + " " + path;
      case TYPE, MODE, MTIME, SIZE, CONTENT, TARGET ->
          aspect + " " + path + ": " + difference.expected() + " -> " + difference.actual();
    };
  }

  private void listing(Listing listing) {
    int width =
        listing.recordings().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (Listing.Recording recording : listing.recordings()) {
      String name = recording.name();
      console.line(name + " ".repeat(width - name.length() + 2) + id(recording.catalog()));
    }
    if (listing.recordings().isEmpty()) {
      console.note("no recordings in " + listing.library() + ": begin with `holotree record DIR`");
    }
    if (console.verbose()) {
      console.line(
          Units.count(listing.packs(), "pack", "packs")
              + ", "
              + Units.bytes(listing.packBytes())
              + " in "
              + listing.library());
    }
  }

  private void summary(Summary summary) {
    console.line(summary.names().isEmpty() ? "Without a name" : String.join(", ", summary.names()));
    console.line("  Id " + summary.id());
    console.line(
        "  "
            + contents(
                summary.files(), summary.directories(), summary.symlinks(), summary.bytes()));
    if (summary.relocatedEntries() > 0) {
      console.line(
          "  "
              + holdPath(summary.relocatedEntries())
              + ", "
              + Units.count(summary.stageLength(), "byte", "bytes")
              + " long");
    }
    if (console.verbose()) {
      Catalog catalog = summary.catalog();
      for (int entry = 0; entry < catalog.size(); entry++) {
        console.line(EntryLine.of(catalog.entry(entry)));
      }
    }
  }

  private void runtime(RuntimeReport report) {
    console.line("holotree " + report.version());
    console.line("Java " + report.java() + ", " + report.platform());
    console.line("codecs: " + String.join(", ", report.codecs()));
    console.line("strategies: " + String.join(", ", report.strategies()));
    console.line("policies: " + String.join(", ", report.policies()));
    if (console.verbose()) {
      console.line("modules: " + String.join(", ", report.modules()));
    }
  }

  private void notices(List<Notice> notices) {
    for (Notice notice : notices) {
      notice(notice.kind().sentence(), notice.count(), notice.examples());
    }
  }

  private void notice(String sentence, long count, List<String> examples) {
    console.note(
        sentence
            + (examples.isEmpty() && count <= 1 ? "" : ": " + count)
            + (examples.isEmpty() ? "" : ", e.g. " + String.join(", ", examples)));
  }

  private void receipt(String line) {
    if (!console.quiet()) {
      console.line(line);
    }
  }

  private static String contents(long files, long directories, long symlinks, long bytes) {
    return Units.count(files, "file", "files")
        + ", "
        + Units.count(directories, "directory", "directories")
        + ", "
        + Units.count(symlinks, "symlink", "symlinks")
        + ", "
        + Units.bytes(bytes);
  }

  private static String holdPath(long entries) {
    return Units.count(entries, "entry holds", "entries hold") + " the recorded tree's own path";
  }

  private static String time(long bytes, long nanos) {
    return Units.duration(nanos) + ", " + Units.rate(bytes, nanos);
  }

  /// The first digits of an id, enough to tell it from others.
  static String id(Digest digest) {
    return digest.toString().substring(0, SHORT_ID);
  }
}
