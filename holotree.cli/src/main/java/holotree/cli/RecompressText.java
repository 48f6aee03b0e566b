package holotree.cli;

import holotree.engine.RecompressReceipt;

/// [RecompressReceipt] as text.
final class RecompressText {

  private RecompressText() {}

  static void write(RecompressReceipt receipt, Console console) {
    for (RecompressReceipt.Left left : receipt.left()) {
      console.line(
          "pack "
              + Phrases.id(left.pack())
              + ", "
              + Units.bytes(left.bytes())
              + ": stays, "
              + switch (left.reason()) {
                case NO_ROOM -> "as there is no room to write it anew";
                case UNREADABLE -> "as it cannot be read: see `holotree check --read-data`";
              });
    }
    console.receipt(
        "Recompressed "
            + Units.count(receipt.packs() - receipt.left().size(), "pack", "packs")
            + " with "
            + receipt.codec()
            + " level "
            + receipt.level()
            + ": "
            + Units.bytes(receipt.bytesBefore())
            + " became "
            + Units.bytes(receipt.bytesAfter())
            + ", "
            + Units.duration(receipt.nanos()));
  }
}
