package holotree.cli;

import holotree.engine.EvictReceipt;
import holotree.engine.PinReceipt;

/// [EvictReceipt] and [PinReceipt] as text.
final class KeepText {

  private KeepText() {}

  static void write(EvictReceipt receipt, Console console) {
    String id = Phrases.id(receipt.catalog());
    String taken =
        receipt.names().isEmpty() ? "" : "Took " + String.join(", ", receipt.names()) + " from ";
    console.receipt(
        (taken.isEmpty() ? "Evicted " : taken)
            + id
            + (receipt.blueprints() == 0
                ? ""
                : ", with " + Units.count(receipt.blueprints(), "blueprint", "blueprints")));
    console.receipt(
        receipt.left().isEmpty()
            ? "  `holotree gc` deletes it, unless it is restored in this home"
            : "  It stays as " + String.join(", ", receipt.left()));
  }

  static void write(PinReceipt receipt, Console console) {
    String names = receipt.names().isEmpty() ? "" : " (" + String.join(", ", receipt.names()) + ")";
    String state = receipt.pinned() ? "pinned" : "not pinned";
    console.receipt(
        Phrases.id(receipt.catalog())
            + names
            + (receipt.changed() ? " is " + state + " now" : " was " + state + " before"));
  }
}
