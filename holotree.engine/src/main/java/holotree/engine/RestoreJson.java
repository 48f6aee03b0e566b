package holotree.engine;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [RestoreReceipt] as JSON.
final class RestoreJson {

  private RestoreJson() {}

  static void write(RestoreReceipt receipt, JsonFields json) throws IOException {
    json.digest("catalog", receipt.catalog());
    json.text("recording", receipt.recording());
    json.text("space", receipt.space());
    json.text("target", receipt.target().toString());
    json.number("directories", receipt.directories());
    json.number("copied", receipt.copied());
    json.number("hardLinked", receipt.hardLinked());
    json.number("reflinked", receipt.reflinked());
    json.number("symlinks", receipt.symlinks());
    json.number("bytes", receipt.bytes());
    json.number("relocated", receipt.relocated());
    json.number("leftOut", receipt.leftOut());
    refreshed(receipt.refreshed(), json);
    downgrades(receipt.downgrades(), json);
    json.object("pool");
    json.number("added", receipt.pool().added());
    json.number("dropped", receipt.pool().dropped());
    json.number("evicted", receipt.pool().evicted());
    json.end();
    json.duration(receipt.nanos());
    NoticeJson.write(receipt.notices(), json);
  }

  private static void refreshed(RestoreReceipt.@Nullable Refreshed refreshed, JsonFields json)
      throws IOException {
    if (refreshed == null) {
      return;
    }
    json.object("refreshed");
    json.digest("catalog", refreshed.catalog());
    json.text("path", refreshed.path().toString());
    json.number("clean", refreshed.clean());
    json.number("noted", refreshed.noted());
    json.number("corrected", refreshed.corrected());
    json.number("removed", refreshed.removed());
    json.number("digested", refreshed.digested());
    json.number("digestedBytes", refreshed.digestedBytes());
    json.end();
  }

  private static void downgrades(List<Downgrade> downgrades, JsonFields json) throws IOException {
    json.array("downgrades");
    for (Downgrade downgrade : downgrades) {
      json.item();
      json.word("wanted", downgrade.wanted());
      json.number("files", downgrade.files());
      json.text("reason", downgrade.reason());
      json.end();
    }
    json.end();
  }
}
