package holotree.cli;

import holotree.engine.Downgrade;
import holotree.engine.RestoreReceipt;

/// [RestoreReceipt] as text.
final class RestoreText {

  private RestoreText() {}

  static void write(RestoreReceipt receipt, Console console) {
    String id = Phrases.id(receipt.catalog());
    boolean named = !receipt.catalog().toString().startsWith(receipt.recording());
    String what = named ? receipt.recording() + ", " + id + "," : id;
    RestoreReceipt.Refreshed refreshed = receipt.refreshed();
    if (refreshed == null) {
      console.receipt("Restored " + what + " to " + receipt.target());
      console.receipt("  " + placed(receipt) + ", every byte verified");
    } else if (refreshed.pristine() && !isAnythingPlaced(receipt)) {
      console.receipt("Found " + what + " pristine at " + receipt.target());
      kept(refreshed, console);
    } else {
      console.receipt("Refreshed " + what + " at " + receipt.target());
      kept(refreshed, console);
      console.receipt(
          "  Removed: "
              + Units.count(refreshed.removed(), "entry", "entries")
              + "; put back: mode or time of "
              + Units.count(refreshed.corrected(), "entry", "entries"));
      console.receipt("  Made: " + placed(receipt) + ", every byte verified");
    }
    placements(receipt, console);
    if (refreshed == null && receipt.relocated() > 0) {
      console.receipt(
          "  Path put right in " + Units.count(receipt.relocated(), "entry", "entries"));
    }
    if (receipt.leftOut() > 0) {
      console.receipt("  Left out: " + Units.count(receipt.leftOut(), "file", "files"));
    }
    console.receipt(
        "  "
            + (isAnythingPlaced(receipt)
                ? Phrases.time(receipt.bytes(), receipt.nanos())
                : Units.duration(receipt.nanos())));
    if (console.verbose()) {
      console.receipt("  Space id " + receipt.space());
    }
    NoticeText.write(receipt.notices(), console);
  }

  private static void kept(RestoreReceipt.Refreshed refreshed, Console console) {
    console.receipt(
        "  Kept: "
            + Units.count(refreshed.clean() + refreshed.noted(), "entry", "entries")
            + (refreshed.digested() == 0
                ? ""
                : "; digested: "
                    + Units.count(refreshed.digested(), "file", "files")
                    + ", "
                    + Units.bytes(refreshed.digestedBytes())));
  }

  private static boolean isAnythingPlaced(RestoreReceipt receipt) {
    return receipt.files() + receipt.directories() + receipt.symlinks() > 0;
  }

  private static String placed(RestoreReceipt receipt) {
    return Phrases.contents(
        receipt.files(), receipt.directories(), receipt.symlinks(), receipt.bytes());
  }

  private static void placements(RestoreReceipt receipt, Console console) {
    if (receipt.hardLinked() + receipt.reflinked() > 0) {
      console.receipt(
          "  "
              + Units.count(receipt.hardLinked(), "hard-linked", "hard-linked")
              + ", "
              + Units.count(receipt.reflinked(), "reflinked", "reflinked")
              + ", "
              + Units.count(receipt.copied(), "written", "written"));
    }
    for (Downgrade downgrade : receipt.downgrades()) {
      console.receipt(
          "  Not shared: "
              + Units.count(downgrade.files(), "file", "files")
              + ", "
              + downgrade.reason());
    }
    RestoreReceipt.PoolChanges pool = receipt.pool();
    if (pool.dropped() > 0) {
      console.receipt(
          "  Taken out of the pool: " + Units.count(pool.dropped(), "bad file", "bad files"));
    }
    if (console.verbose()) {
      console.receipt("  Pool: " + pool.added() + " added, " + pool.evicted() + " evicted");
    }
  }
}
