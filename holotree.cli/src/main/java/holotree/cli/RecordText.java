package holotree.cli;

import holotree.engine.RecordReceipt;
import holotree.engine.RelocationLimit;
import java.util.List;

/// [RecordReceipt] as text.
final class RecordText {

  /// Paths shown of a longer list.
  private static final int EXAMPLES = 5;

  private RecordText() {}

  static void write(RecordReceipt receipt, Console console) {
    String id = Phrases.id(receipt.catalog());
    console.receipt(
        receipt.name() == null ? "Recorded " + id : "Recorded " + receipt.name() + ", " + id);
    console.receipt(
        "  "
            + Phrases.contents(
                receipt.files(), receipt.directories(), receipt.symlinks(), receipt.bytes()));
    console.receipt(
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
      console.receipt("  " + Phrases.holdPath(receipt.relocatedEntries()));
    }
    console.receipt("  " + Phrases.time(receipt.bytes(), receipt.nanos()));
    relocationLimits(receipt.relocationLimits(), console);
    NoticeText.write(receipt.notices(), console);
  }

  private static void relocationLimits(List<RelocationLimit> limits, Console console) {
    for (RelocationLimit.Reason reason : RelocationLimit.Reason.values()) {
      List<String> paths =
          limits.stream()
              .filter(limit -> limit.reason() == reason)
              .map(RelocationLimit::path)
              .toList();
      if (!paths.isEmpty()) {
        NoticeText.write(
            reason.sentence(),
            paths.size(),
            paths.subList(0, Math.min(EXAMPLES, paths.size())),
            console);
      }
    }
  }
}
