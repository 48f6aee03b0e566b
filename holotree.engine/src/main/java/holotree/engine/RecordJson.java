package holotree.engine;

import java.io.IOException;

/// [RecordReceipt] as JSON.
final class RecordJson {

  private RecordJson() {}

  static void write(RecordReceipt receipt, JsonFields json) throws IOException {
    json.digest("catalog", receipt.catalog());
    json.text("name", receipt.name());
    json.number("directories", receipt.directories());
    json.number("files", receipt.files());
    json.number("symlinks", receipt.symlinks());
    json.number("bytes", receipt.bytes());
    json.number("storedChunks", receipt.storedChunks());
    json.number("storedBytes", receipt.storedBytes());
    json.number("packBytes", receipt.packBytes());
    json.number("reusedChunks", receipt.reusedChunks());
    json.number("relocatedEntries", receipt.relocatedEntries());
    json.array("relocationLimits");
    for (RelocationLimit limit : receipt.relocationLimits()) {
      json.item();
      json.text("path", limit.path());
      json.word("reason", limit.reason());
      json.end();
    }
    json.end();
    json.duration(receipt.nanos());
    NoticeJson.write(receipt.notices(), json);
  }
}
