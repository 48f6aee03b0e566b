package holotree.cli;

import holotree.api.Catalog;
import holotree.engine.Summary;

/// [Summary] as text.
final class SummaryText {

  private SummaryText() {}

  static void write(Summary summary, Console console) {
    console.line(summary.names().isEmpty() ? "Without a name" : String.join(", ", summary.names()));
    console.line("  Id " + summary.id());
    console.line(
        "  "
            + Phrases.contents(
                summary.files(), summary.directories(), summary.symlinks(), summary.bytes()));
    if (summary.relocatedEntries() > 0) {
      console.line(
          "  "
              + Phrases.holdPath(summary.relocatedEntries())
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
}
