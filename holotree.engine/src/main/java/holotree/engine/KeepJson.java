package holotree.engine;

import java.io.IOException;

/// [EvictReceipt] and [PinReceipt] as JSON.
final class KeepJson {

  private KeepJson() {}

  static void write(EvictReceipt receipt, JsonFields json) throws IOException {
    json.digest("catalog", receipt.catalog());
    json.texts("names", receipt.names());
    json.number("blueprints", receipt.blueprints());
    json.texts("left", receipt.left());
  }

  static void write(PinReceipt receipt, JsonFields json) throws IOException {
    json.digest("catalog", receipt.catalog());
    json.texts("names", receipt.names());
    json.flag("pinned", receipt.pinned());
    json.flag("changed", receipt.changed());
  }
}
