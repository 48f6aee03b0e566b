package holotree.engine.gc;

import holotree.api.Digest;
import holotree.api.error.RefusedException;
import holotree.engine.format.PackFooter;
import holotree.engine.gc.PackUse.Fate;
import holotree.engine.library.Library;
import holotree.engine.library.PackReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Deletes what a plan says, but for what was found to be needed since. The library is had alone meanwhile.
///
/// Names go before catalogs and catalogs before packs, each durably before the next: a loss of power in
/// between leaves garbage, and no name that leads nowhere.
final class Sweep {

  private final Library library;
  private final Supplier<Map<Digest, Path>> spaces;
  private final Limits limits;
  private final Plan plan;

  Sweep(Library library, Supplier<Map<Digest, Path>> spaces, Limits limits, Plan plan) {
    this.library = library;
    this.spaces = spaces;
    this.limits = limits;
    this.plan = plan;
  }

  /// Looks once more, then deletes.
  Collected run(long compacted) {
    Roots now = Roots.of(library, spaces);
    List<Judged> recordings =
        plan.recordings().stream().map(each -> isSpared(each, now) ? each.spared() : each).toList();
    List<PackUse> packs = lookAgain(recordings);
    for (Judged each : recordings) {
      if (!each.reason().stays()) {
        now.namesOf(each.catalog()).forEach(library.names()::remove);
        now.blueprintsOf(each.catalog()).forEach(library.blueprints()::remove);
      }
    }
    library.names().sync();
    library.blueprints().sync();
    for (Judged each : recordings) {
      if (!each.reason().stays()) {
        library.deleteCatalog(each.catalog());
      }
    }
    library.syncCatalogs();
    long freed = 0;
    for (PackUse pack : packs) {
      if (pack.fate() == Fate.GOES || pack.fate() == Fate.COMPACTED) {
        library.deletePack(pack.pack());
        freed += pack.bytes();
      }
    }
    int temporaries = library.tidy();
    return new Collected(recordings, packs, freed - compacted, temporaries);
  }

  private boolean isSpared(Judged judged, Roots now) {
    Digest catalog = judged.catalog();
    if (judged.reason().stays()) {
      return false;
    }
    return now.protection(catalog, limits, library) != null
        || !now.namesOf(catalog).equals(judged.names())
        || (judged.reason() == Reason.NOTHING_STANDS_FOR_IT && now.standing(catalog) != null)
        || Roots.use(library, catalog).isAfter(judged.used());
  }

  /// What becomes of the packs, now that some recordings are needed that were not, or are new.
  private List<PackUse> lookAgain(List<Judged> recordings) {
    plan.marking().begin();
    List<Digest> more = new ArrayList<>();
    recordings.stream()
        .filter(each -> each.reason() == Reason.NEW)
        .map(Judged::catalog)
        .forEach(more::add);
    library.catalogs().ids().stream().filter(id -> !plan.known().contains(id)).forEach(more::add);
    more.forEach(id -> plan.marking().add(library.catalog(id)));
    if (more.isEmpty()) {
      return plan.packs();
    }
    return plan.packs().stream()
        .map(pack -> isNeededAgain(pack) ? pack.with(Fate.NEEDED_AGAIN) : pack)
        .toList();
  }

  private boolean isNeededAgain(PackUse use) {
    if (use.fate() != Fate.GOES && use.fate() != Fate.COMPACTED) {
      return false;
    }
    try (PackReader pack = library.openPack(use.pack())) {
      if (pack == null) {
        return false;
      }
      PackFooter footer = pack.footer();
      for (int chunk = 0; chunk < footer.chunks(); chunk++) {
        if (plan.marking().isNew(footer.chunkDigest(chunk))) {
          return true;
        }
      }
      return false;
    } catch (RefusedException unread) {
      // Nobody knows, so it stays.
      return true;
    }
  }
}
