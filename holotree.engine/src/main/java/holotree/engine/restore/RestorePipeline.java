package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.fs.SpaceTree;
import holotree.engine.discovery.Providers;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.frame.SlabPool;
import holotree.engine.library.Library;
import holotree.engine.pool.Pool;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.survey.Survey;
import holotree.engine.work.Workers;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Fills one tree from a catalog: what the pool has is shared, the rest is fetched from the library and
/// written. What needs no content follows: symlinks, empty files, empty directories; and when all is in
/// place the directories get their times.
public final class RestorePipeline {

  private final Providers providers;
  private final Library library;
  private final int workerCount;
  private final ProgressListener progress;

  /// A pipeline.
  ///
  /// @param library where the chunks lie; locked by the caller
  /// @param workerCount how many threads work at once
  /// @param progress hears how the restore gets on
  public RestorePipeline(
      Providers providers, Library library, int workerCount, ProgressListener progress) {
    this.providers = providers;
    this.library = library;
    this.workerCount = workerCount;
    this.progress = progress;
  }

  /// Fills `tree`, which is empty.
  ///
  /// @param relocation what becomes of each entry at the target
  /// @param placing how files come there
  /// @return what was placed
  /// @throws holotree.api.error.CorruptException with file and offset if a byte is not what was recorded
  public Restored run(Catalog catalog, RelocationPlan relocation, SpaceTree tree, Placing placing) {
    Site site = Site.empty(catalog, relocation, tree, progress);
    // Its time goes with every entry made in it, and its mode is not yet the catalog's.
    site.directories().get(0);
    return fill(site, placing, _ -> {});
  }

  /// Makes `tree` what the catalog says, wherever a survey found that it is not.
  ///
  /// @param relocation what becomes of each entry at the target
  /// @param survey of this catalog, relocation and tree
  /// @param placing how files come there that are not there yet, or not right
  /// @return what was placed and what stands there now
  /// @throws holotree.api.error.CorruptException with file and offset if a byte is not what was recorded
  public Repaired repair(
      Catalog catalog, RelocationPlan relocation, SpaceTree tree, Survey survey, Placing placing) {
    Site site = Site.surveyed(catalog, relocation, tree, survey, progress);
    // Whatever is done in it, its time is put back in the end.
    site.directories().get(0);
    SurveyRepair repair = new SurveyRepair(site, survey);
    long removed = repair.clear();
    Restored restored = fill(site, placing, repair::putBackAttributes);
    return new Repaired(restored, removed);
  }

  private Restored fill(Site site, Placing placing, Consumer<Workers> beforeFinish) {
    began(site);
    Map<String, Long> downgrades;
    List<String> passedOver;
    try (SlabPool slabs = SlabPool.forWorkers(workerCount);
        Workers workers = new Workers("restore", workerCount);
        FrameFetch fetch = new FrameFetch(site, library, providers, slabs, workers)) {
      downgrades =
          switch (placing) {
            case Placing.Copies _ -> copy(site, fetch);
            case Placing.Shares shares -> share(site, fetch, shares, slabs, workers);
          };
      passedOver = List.copyOf(fetch.passedOver());
      new OtherEntries(site, workers).run();
      beforeFinish.accept(workers);
      Span finish = Stage.FINISH.begin();
      AtomicInteger part = new AtomicInteger();
      workers.runOnAll(
          () -> site.directories().finish(part.getAndIncrement(), workers.count(), site.placed()));
      site.directories().finishLocked(site.placed());
      finish.end(site.catalog().size(), 0);
    }
    return site.placed().result(downgrades, passedOver);
  }

  private void began(Site site) {
    long entries = 0;
    long bytes = 0;
    Catalog catalog = site.catalog();
    for (int entry = 0; entry < catalog.size(); entry++) {
      if (!site.placed().has(entry)
          && site.relocation().action(entry) != RelocationPlan.Action.LEAVE_OUT) {
        entries++;
        bytes += catalog.type(entry) == EntryType.FILE ? catalog.size(entry) : 0;
      }
    }
    progress.began(Activity.RESTORE, entries, bytes);
  }

  private static Map<String, Long> copy(Site site, FrameFetch fetch) {
    fetch.run(site::lacksContent, site.placed()::copied);
    return Map.of();
  }

  private static Map<String, Long> share(
      Site site, FrameFetch fetch, Placing.Shares shares, SlabPool slabs, Workers workers) {
    Downgrades downgrades = new Downgrades(shares.pool().kind(), shares.required());
    PoolFiles files = new PoolFiles(site, shares.pool(), downgrades);
    new PoolPass(site, files, slabs, workers).run();
    if (shares.fill()) {
      fill(site, fetch, shares.pool(), files, downgrades, slabs, workers);
    }
    fetch.run(
        site::lacksContent,
        (entry, stat) -> {
          if (shares.fill() && files.mayShare(entry)) {
            downgrades.add(site.path(entry), "the pool does not keep it");
          }
          site.placed().copied(entry, stat);
        });
    site.placed().settleLinks();
    return downgrades.counts();
  }

  /// Writes one file of each content, adds it to the pool, and shares that with the others. A file that
  /// gets as many names as it can have makes another round.
  private static void fill(
      Site site,
      FrameFetch fetch,
      Pool pool,
      PoolFiles files,
      Downgrades downgrades,
      SlabPool slabs,
      Workers workers) {
    PoolFilling filling = new PoolFilling(site, pool, files, downgrades);
    filling.begin();
    try {
      long lacking = files.lacking();
      boolean progress = true;
      while (lacking > 0 && progress) {
        BitSet repeated = files.repeated();
        fetch.run(entry -> site.lacksContent(entry) && !repeated.get(entry), filling);
        filling.addRest(workers);
        new PoolPass(site, files, slabs, workers).run();
        long still = files.lacking();
        progress = still < lacking;
        lacking = still;
      }
    } finally {
      filling.end();
    }
  }
}
