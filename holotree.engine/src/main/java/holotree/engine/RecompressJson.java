package holotree.engine;

import java.io.IOException;

/// [RecompressReceipt] as JSON.
final class RecompressJson {

  private RecompressJson() {}

  static void write(RecompressReceipt receipt, JsonFields json) throws IOException {
    json.text("library", receipt.library().toString());
    json.text("codec", receipt.codec());
    json.number("level", receipt.level());
    json.number("packs", receipt.packs());
    json.number("bytesBefore", receipt.bytesBefore());
    json.number("bytesAfter", receipt.bytesAfter());
    json.array("left");
    for (RecompressReceipt.Left each : receipt.left()) {
      json.item();
      json.digest("pack", each.pack());
      json.number("bytes", each.bytes());
      json.word("reason", each.reason());
      json.end();
    }
    json.end();
    json.duration(receipt.nanos());
  }
}
