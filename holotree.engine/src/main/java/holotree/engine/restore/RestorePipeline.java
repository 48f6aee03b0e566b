package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.SpaceTree;
import holotree.api.prefetch.PrefetchPolicy;
import holotree.engine.discovery.Providers;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.SlabPool;
import holotree.engine.library.ChunkIndex;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.work.Workers;
import java.util.concurrent.atomic.AtomicInteger;

/// Fills one tree from a catalog: plan, schedule, fetch, decode and verify, relocate, place, finish.
///
/// Every worker takes a frame and does all of that for it, so that nothing is handed from thread to
/// thread. What needs no frame follows: symlinks, empty files, empty directories; and when all is placed
/// the directories get their times.
public final class RestorePipeline {

  private static final int ENTRIES_AT_ONCE = 256;

  private final Providers providers;
  private final int workerCount;

  /// A pipeline.
  ///
  /// @param workerCount how many threads work at once
  public RestorePipeline(Providers providers, int workerCount) {
    this.providers = providers;
    this.workerCount = workerCount;
  }

  /// Fills `tree`, which is empty.
  ///
  /// @param relocation what becomes of each entry at the target
  /// @param index where the chunks lie
  /// @return what was placed
  /// @throws holotree.api.error.CorruptException with file and offset if a byte is not what was recorded
  public Restored run(
      Catalog catalog, RelocationPlan relocation, ChunkIndex index, SpaceTree tree) {
    RestorePlan plan = RestorePlan.of(catalog, relocation, index);
    PlacedEntries placed = new PlacedEntries(catalog.size());
    Directories directories = new Directories(catalog, tree);
    PrefetchPolicy policy = providers.policy();
    try (SlabPool slabs = SlabPool.forWorkers(workerCount);
        LargeFiles largeFiles = new LargeFiles(catalog, tree, directories, placed);
        Workers workers = new Workers("restore", workerCount)) {
      FilePlacer placer =
          new FilePlacer(catalog, relocation, tree, directories, largeFiles, placed);
      readHeads(plan, slabs, placer);
      FrameQueue queue = new FrameQueue(plan, policy);
      AtomicInteger nextEntry = new AtomicInteger();
      workers.runOnAll(() -> {
        placeFrames(plan, queue, slabs, placer, workers);
        placeOthers(catalog, relocation, tree, directories, placer, placed, nextEntry, workers);
      });
      AtomicInteger share = new AtomicInteger();
      workers.runOnAll(() -> directories.finish(share.getAndIncrement(), workers.count(), placed));
      directories.finishLocked(placed);
    }
    return new Restored(
        placed.directories.sum(),
        placed.copied.sum(),
        placed.symlinks.sum(),
        placed.bytes.sum(),
        placed.sizes,
        placed.inodes,
        placed.ctimeSeconds,
        placed.ctimeNanos,
        placed.placements);
  }

  private void placeFrames(
      RestorePlan plan, FrameQueue queue, SlabPool slabs, FilePlacer placer, Workers workers) {
    try (Decoders decoders = new Decoders(providers)) {
      new FrameWorker(plan, decoders, slabs, placer).run(queue, workers);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("restore");
    }
  }

  /// Reads ahead what decides about whole files: the first lines of scripts over 4 MiB, which are rare.
  private void readHeads(RestorePlan plan, SlabPool slabs, FilePlacer placer) {
    try (Decoders decoders = new Decoders(providers)) {
      FrameWorker worker = new FrameWorker(plan, decoders, slabs, placer);
      for (int frame = 0; frame < plan.frames(); frame++) {
        boolean needed = false;
        for (int row = plan.firstRow(frame); row < plan.endRow(frame); row++) {
          needed |= plan.piece(row) == 0 && placer.needsHead(plan.entry(row));
        }
        if (needed) {
          worker.readHeads(frame);
        }
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("restore");
    }
  }

  private static void placeOthers(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      Directories directories,
      FilePlacer placer,
      PlacedEntries placed,
      AtomicInteger nextEntry,
      Workers workers) {
    while (!workers.stopped()) {
      int from = nextEntry.getAndAdd(ENTRIES_AT_ONCE);
      if (from >= catalog.size()) {
        return;
      }
      int to = Math.min(catalog.size(), from + ENTRIES_AT_ONCE);
      for (int entry = from; entry < to; entry++) {
        EntryType type = catalog.type(entry);
        if (type == EntryType.DIRECTORY) {
          directories.get(entry);
        } else if (type == EntryType.SYMLINK) {
          placed.symlink(
              entry,
              tree.createSymlink(
                  directories.get(catalog.parent(entry)),
                  catalog.name(entry),
                  relocation.linkTarget(entry),
                  catalog.mtimeSeconds(entry),
                  catalog.mtimeNanos(entry)));
        } else if (catalog.size(entry) == 0
            && relocation.action(entry) != RelocationPlan.Action.LEAVE_OUT) {
          placer.placeEmpty(entry);
        }
      }
    }
  }
}
