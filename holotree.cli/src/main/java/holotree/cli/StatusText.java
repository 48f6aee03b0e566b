package holotree.cli;

import holotree.engine.StatusReport;

/// [StatusReport] as text.
final class StatusText {

  private StatusText() {}

  static void write(StatusReport status, Console console) {
    library(status.library(), console);
    home(status.home(), console);
    console.line(
        "Pool "
            + Units.bytes(status.pool().bytes())
            + " of at most "
            + Units.bytes(status.pool().limit()));
    int width = status.recordings().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (StatusReport.Use use : status.recordings()) {
      String name = use.name();
      console.line(
          "  "
              + name
              + " ".repeat(width - name.length() + 2)
              + Phrases.id(use.catalog())
              + (use.used() == null
                  ? ", never restored from here"
                  : ", last restored " + Phrases.minute(use.used())));
    }
  }

  private static void library(StatusReport.LibraryPart library, Console console) {
    console.line("Library " + library.path());
    console.line(
        "  "
            + Units.count(library.recordings(), "recording", "recordings")
            + ", "
            + Units.count(library.packs(), "pack", "packs")
            + ", "
            + Units.bytes(library.packBytes())
            + (library.blueprints() == 0
                ? ""
                : ", " + Units.count(library.blueprints(), "blueprint", "blueprints"))
            + "; "
            + Units.bytes(library.freeBytes())
            + " free");
  }

  private static void home(StatusReport.HomePart home, Console console) {
    console.line("Home " + home.path());
    console.line(
        "  "
            + Units.count(home.spaces(), "space", "spaces")
            + ", "
            + Units.bytes(home.bytes())
            + (home.incomplete() == 0 ? "" : ", " + home.incomplete() + " incomplete")
            + (home.missing() == 0 ? "" : ", " + home.missing() + " missing")
            + (home.unreadable() == 0 ? "" : ", " + home.unreadable() + " unreadable"));
  }
}
