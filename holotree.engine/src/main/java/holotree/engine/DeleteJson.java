package holotree.engine;

import java.io.IOException;

/// [DeleteReceipt] as JSON.
final class DeleteJson {

  private DeleteJson() {}

  static void write(DeleteReceipt receipt, JsonFields json) throws IOException {
    json.text("target", receipt.target().toString());
    json.text("space", receipt.space());
    json.number("entries", receipt.entries());
    json.duration(receipt.nanos());
  }
}
