package holotree.engine;

import holotree.api.fs.StoreLock;
import holotree.engine.check.Checked;
import holotree.engine.check.Healed;
import holotree.engine.check.Healer;
import holotree.engine.check.LibraryCheck;
import holotree.engine.check.Sources;
import holotree.engine.check.Unusable;
import holotree.engine.library.Library;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes requests to check and to heal a library.
final class CheckDesk {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Holotree.Desk desk;
  private final Library library;

  CheckDesk(Holotree.Desk desk) {
    this.desk = desk;
    this.library = desk.library();
  }

  CheckReport check(boolean readData) {
    long began = System.nanoTime();
    requireThere();
    Checked found = look(readData);
    return report(readData, found, null, found.clean(), began);
  }

  CheckReport heal() {
    long began = System.nanoTime();
    requireThere();
    try (StoreLock _ = library.locks().care()) {
      Checked found = look(true);
      Healed healed;
      try (StoreLock _ = library.locks().alone(PATIENCE)) {
        healed =
            new Healer(
                    library, desk.providers(), new Sources(desk.home(), desk.strategy(), library))
                .run(found);
      }
      // What was written anew was verified on the way.
      Checked after = look(false);
      boolean clean = !found.hasUnread() && after.clean();
      return report(true, found.withUnread(after), healed, clean, began);
    }
  }

  // A library that has lost the note of its format is one still.
  private void requireThere() {
    if (library.formatFault().isPresent() && !library.hasAnything()) {
      throw library.nothingThere();
    }
  }

  private Checked look(boolean readData) {
    try (StoreLock _ = library.locks().shared()) {
      return new LibraryCheck(library, desk.providers(), desk.workers(), desk.progress())
          .run(readData);
    }
  }

  private CheckReport report(
      boolean readData, Checked found, @Nullable Healed healed, boolean clean, long began) {
    List<Unusable> unusable = healed == null ? found.unusable() : healed.unusable();
    return new CheckReport(
        library.path(),
        readData,
        found.packs(),
        found.catalogs(),
        found.bytes(),
        found.faults().stream()
            .map(each ->
                new CheckReport.Fault(
                    CheckReport.Kind.valueOf(each.kind().name()), each.path(), each.detail()))
            .toList(),
        unusable.stream()
            .map(each ->
                new CheckReport.Unusable(
                    each.catalog(),
                    each.names(),
                    each.missingChunks(),
                    each.example(),
                    each.reason()))
            .toList(),
        healed == null
            ? null
            : new CheckReport.Healing(
                healed.quarantined(),
                healed.fromPacks(),
                healed.fromPool(),
                healed.fromSpaces(),
                healed.broughtBack()),
        clean,
        library.quarantine().totals().count(),
        System.nanoTime() - began);
  }
}
