package holotree.cli;

import holotree.engine.GcReport;
import java.util.List;

/// [GcReport] as text.
final class GcText {

  private GcText() {}

  static void write(GcReport report, Console console) {
    boolean all = report.dryRun() || console.verbose();
    for (GcReport.Recording each : report.recordings()) {
      if (all || each.evicted()) {
        console.line(line(each, report.dryRun()));
      }
    }
    for (GcReport.Pack each : report.packs()) {
      boolean isPlain = each.fate() == GcReport.Fate.STAYS || each.fate() == GcReport.Fate.GOES;
      if (all || !(isPlain || each.fate() == GcReport.Fate.COMPACTED)) {
        console.line(line(each));
      }
    }
    console.receipt(summary(report));
  }

  private static String line(GcReport.Recording recording, boolean dryRun) {
    String verb = dryRun ? "would go" : "deleted";
    return Phrases.id(recording.catalog())
        + (recording.names().isEmpty() ? "" : " " + String.join(", ", recording.names()))
        + ": "
        + (recording.evicted() ? verb : "stays")
        + ", "
        + reason(recording.reason())
        + ", last used "
        + Phrases.minute(recording.used());
  }

  private static String reason(GcReport.Reason reason) {
    return switch (reason) {
      case PINNED -> "it is pinned";
      case SPACE -> "a space of this home was restored from it";
      case RUNNING -> "a program runs in it";
      case QUARANTINED -> "it is in quarantine, and a healing may bring it back";
      case ASKED -> "--keep";
      case NAMED -> "it has a name";
      case BLUEPRINT -> "a blueprint stands for it";
      case NEW -> "it is new, or was used just now";
      case NOTHING_STANDS_FOR_IT -> "nothing stands for it";
      case UNUSED -> "it was not used for so long";
      case OVER_SIZE -> "the library is too large, and others were used later";
    };
  }

  private static String line(GcReport.Pack pack) {
    return "pack "
        + Phrases.id(pack.pack())
        + ", "
        + Units.bytes(pack.bytes())
        + ", "
        + Units.bytes(pack.neededBytes())
        + " needed: "
        + fate(pack.fate());
  }

  private static String fate(GcReport.Fate fate) {
    return switch (fate) {
      case STAYS -> "stays";
      case GOES -> "goes";
      case COMPACTED -> "what is needed is written anew";
      case NO_ROOM -> "stays, as there is no room to write anew what is needed";
      case DAMAGED -> "stays, damaged: see `holotree check --read-data`";
      case UNREADABLE -> "stays, as it cannot be read: see `holotree check`";
      case NEEDED_AGAIN -> "stays, needed by what came just now";
    };
  }

  private static String summary(GcReport report) {
    List<GcReport.Recording> recordings = report.recordings();
    long evicted = recordings.stream().filter(GcReport.Recording::evicted).count();
    long gone = count(report, GcReport.Fate.GOES);
    long compacted = count(report, GcReport.Fate.COMPACTED);
    return (report.dryRun() ? "Would delete " : "Deleted ")
        + Units.count(evicted, "recording", "recordings")
        + " of "
        + recordings.size()
        + " and "
        + Units.count(gone, "pack", "packs")
        + (compacted == 0 ? "" : ", compacted " + Units.count(compacted, "pack", "packs"))
        + "; freed "
        + (report.freedBytes() < 0 ? "nothing" : Units.bytes(report.freedBytes()))
        + ", "
        + Units.duration(report.nanos());
  }

  private static long count(GcReport report, GcReport.Fate fate) {
    return report.packs().stream().filter(pack -> pack.fate() == fate).count();
  }
}
