package holotree.cli;

import holotree.engine.CheckReport;

/// [CheckReport] as text.
final class CheckText {

  private CheckText() {}

  static void write(CheckReport report, Console console) {
    for (CheckReport.Fault fault : report.faults()) {
      console.line(kind(fault.kind()) + ": " + fault.detail());
    }
    CheckReport.Healing healing = report.healing();
    if (healing != null && !report.faults().isEmpty()) {
      write(healing, console);
    }
    for (CheckReport.Unusable each : report.unusable()) {
      console.line(
          "Cannot be restored: "
              + (each.names().isEmpty() ? "" : String.join(", ", each.names()) + ", ")
              + each.catalog()
              + ": "
              + each.reason());
    }
    console.receipt(summary(report));
    if (!report.clean() && healing == null) {
      console.receipt("  `holotree check --heal` repairs what can be repaired");
    }
    if (report.faults().stream().anyMatch(fault -> fault.kind() == CheckReport.Kind.UNREADABLE)) {
      console.receipt(
          "  What cannot be read is left where it is: look after the disk, or bring it back from a backup");
    }
    if (report.quarantine() > 0) {
      console.receipt(
          "  "
              + Units.count(report.quarantine(), "file", "files")
              + " in "
              + report.library().resolve("quarantine")
              + ", kept for you to look at");
    }
  }

  private static void write(CheckReport.Healing healing, Console console) {
    for (String path : healing.quarantined()) {
      console.line("Moved to " + path);
    }
    console.line(
        "Brought back "
            + Units.count(healing.fromPacks(), "chunk", "chunks")
            + " from packs, "
            + healing.fromPool()
            + " from the pool, "
            + healing.fromSpaces()
            + " from spaces"
            + (healing.broughtBack().isEmpty()
                ? ""
                : ", and "
                    + Units.count(healing.broughtBack().size(), "recording", "recordings")
                    + " from quarantine"));
  }

  private static String summary(CheckReport report) {
    String looked =
        Units.count(report.packs(), "pack", "packs")
            + ", "
            + Units.count(report.catalogs(), "catalog", "catalogs")
            + (report.readData()
                ? ", every byte of " + Phrases.time(report.bytes(), report.nanos())
                : ", structure only, " + Units.duration(report.nanos()));
    int faults = report.faults().size();
    String state =
        report.healing() != null && faults > 0
            ? (report.clean() ? " is healed: " : " is not healed: ")
            : (report.clean()
                    ? " is in order: "
                    : isUnread(report) ? " cannot be read in " : " is damaged in ")
                + (report.clean() ? "" : Units.count(faults, "place", "places") + ": ");
    return report.library() + state + looked;
  }

  private static boolean isUnread(CheckReport report) {
    return report.faults().stream().allMatch(fault -> fault.kind() == CheckReport.Kind.UNREADABLE);
  }

  private static String kind(CheckReport.Kind kind) {
    return switch (kind) {
      case FORMAT -> "No format";
      case PACK -> "Damaged pack";
      case PACK_NAME -> "Pack under a wrong name";
      case FRAME -> "Damaged frame";
      case CATALOG -> "Damaged catalog";
      case INCOMPLETE -> "Incomplete recording";
      case NAME -> "Damaged name";
      case DANGLING -> "Name of nothing";
      case INDEX -> "Damaged index";
      case UNREADABLE -> "Not readable";
    };
  }
}
