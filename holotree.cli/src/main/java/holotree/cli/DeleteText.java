package holotree.cli;

import holotree.engine.DeleteReceipt;

/// [DeleteReceipt] as text.
final class DeleteText {

  private DeleteText() {}

  static void write(DeleteReceipt receipt, Console console) {
    console.receipt(
        "Deleted "
            + receipt.target()
            + ": "
            + Units.count(receipt.entries(), "entry", "entries")
            + ", "
            + Units.duration(receipt.nanos()));
  }
}
