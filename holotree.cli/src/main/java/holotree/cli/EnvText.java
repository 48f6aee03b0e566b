package holotree.cli;

import holotree.engine.EnvReceipt;
import holotree.engine.RecordReceipt;

/// [EnvReceipt] as text.
final class EnvText {

  private EnvText() {}

  static void write(EnvReceipt receipt, Console console) {
    RecordReceipt recorded = receipt.recorded();
    if (recorded != null) {
      RecordText.write(recorded, console);
    }
    RestoreText.write(receipt.restored(), console);
    if (console.verbose()) {
      console.receipt(
          "  Blueprint " + receipt.blueprint() + (receipt.built() ? ", built now" : ""));
    }
  }
}
