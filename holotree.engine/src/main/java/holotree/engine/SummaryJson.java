package holotree.engine;

import holotree.api.Spelling;
import java.io.IOException;

/// [Summary] as JSON, with every entry of the catalog.
final class SummaryJson {

  private SummaryJson() {}

  static void write(Summary summary, JsonFields json) throws IOException {
    json.digest("id", summary.id());
    json.texts("names", summary.names());
    json.number("directories", summary.directories());
    json.number("files", summary.files());
    json.number("symlinks", summary.symlinks());
    json.number("bytes", summary.bytes());
    json.number("relocatedEntries", summary.relocatedEntries());
    json.number("stageLength", summary.stageLength());
    json.object("stageLengths");
    for (Spelling spelling : Spelling.values()) {
      int length = summary.catalog().stageLength(spelling);
      if (length > 0) {
        json.number(JsonFields.camelCase(spelling), length);
      }
    }
    json.end();
    EntryJson.write(summary.catalog(), json);
  }
}
