package holotree.engine.record;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.PlainText;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.codec.FrameCodec;
import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.frame.FrameWriter;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.library.ChunkIndex;
import holotree.engine.library.Library;
import holotree.engine.library.PackAppender;
import holotree.engine.record.DigestedBatch.Content;
import holotree.engine.relocate.RelocationFinder;
import holotree.engine.relocate.StagePath;
import holotree.engine.tree.Notices;
import holotree.engine.tree.ScannedTree;
import holotree.engine.tree.TreeScanner;
import holotree.engine.work.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Records one tree: scan, find relocations, digest, admit, encode, append, seal, publish.
///
/// Readers find relocations and digest in parallel; one thread admits in tree order; frames are encoded
/// in parallel and appended in tree order. So neither the catalog nor the packs depend on the number of
/// threads.
public final class RecordPipeline {

  /// A file that changes under the reader is read so often before the recording fails.
  private static final int MOST_READS = 3;

  private final Library library;
  private final FrameCodec codec;
  private final int level;
  private final int workerCount;
  private final boolean requireRelocatable;
  private final ProgressListener progress;

  /// A pipeline into `library`.
  ///
  /// @param level the codec's
  /// @param workerCount how many threads work at once
  /// @param requireRelocatable whether a tree is refused if a file of it holds the stage's path and no
  ///     other path can replace it
  /// @param progress hears how the recording gets on
  public RecordPipeline(
      Library library,
      FrameCodec codec,
      int level,
      int workerCount,
      boolean requireRelocatable,
      ProgressListener progress) {
    this.library = library;
    this.codec = codec;
    this.level = level;
    this.workerCount = workerCount;
    this.requireRelocatable = requireRelocatable;
    this.progress = progress;
  }

  /// Records a tree: pack, then catalog; both survive a loss of power when it returns.
  ///
  /// @param tree the stage, open
  /// @param stage its path
  /// @param scanner how it is scanned
  /// @param notices gets what there is to tell
  /// @throws UnsafeException if a file keeps changing, or cannot be recorded; or not relocated, where
  ///     that is required: the library then has no more than packs that nothing names
  public Recorded run(
      SpaceTree tree, StagePath stage, TreeScanner scanner, Notices<RecordNotice> notices) {
    try (ChunkIndex index = library.openIndex();
        SlabPool slabs = SlabPool.forWorkers(workerCount);
        FrameWriter frames = new FrameWriter(codec, level);
        PackAppender packs = new PackAppender(library);
        Workers workers = new Workers("record", workerCount);
        FrameGatherer gatherer = new FrameGatherer(workers, slabs, frames, packs)) {
      Admission admission = new Admission(index);
      List<LimitedFile> limited = new ArrayList<>();
      Catalog catalog =
          contents(tree, stage, scanner, notices, limited, admission, gatherer, slabs, workers);
      progress.began(Activity.PUBLISH, ProgressListener.UNKNOWN, ProgressListener.UNKNOWN);
      // The disk is waited for while the catalog is encoded.
      Future<?> sealing = workers.submit(Executors.callable(() -> seal(packs)));
      Span publish = Stage.PUBLISH.begin();
      Digest id = library.catalogs().publish(catalog, codec, () -> awaitPacks(workers, sealing));
      publish.end(1, 0);
      return new Recorded(
          id,
          catalog,
          gatherer.storedChunks(),
          gatherer.storedBytes(),
          packs.sealedBytes(),
          admission.reused(),
          limited);
    }
  }

  /// Reads the tree and has its contents stored. What the scan knows beyond the catalog goes with this
  /// call, since the catalog's bytes need room next.
  private Catalog contents(
      SpaceTree tree,
      StagePath stage,
      TreeScanner scanner,
      Notices<RecordNotice> notices,
      List<LimitedFile> limited,
      Admission admission,
      FrameGatherer gatherer,
      SlabPool slabs,
      Workers workers) {
    Span scan = Stage.SCAN.begin();
    ScannedTree scanned = scanner.scan(tree);
    scan.end(scanned.catalog().size(), 0);
    CatalogFiller filler = new CatalogFiller(scanned, stage);
    if (!stage.usable()) {
      if (requireRelocatable) {
        throw RelocationRequirement.pathTooShort();
      }
      notices.add(RecordNotice.STAGE_PATH_TOO_SHORT);
    }
    filler.relocateSymlinks();
    RelocationFinder finder = stage.usable() ? new RelocationFinder(stage) : null;
    beganContents(scanned.catalog());
    new Run(scanned, finder, filler, admission, gatherer, slabs, workers, progress).contents();
    limited.addAll(filler.limited());
    if (requireRelocatable) {
      RelocationRequirement.check(limited);
    }
    gatherer.finish();
    workers.checkInterrupted();
    filler.finish();
    return scanned.catalog().build();
  }

  private void beganContents(CatalogBuilder catalog) {
    long files = 0;
    long bytes = 0;
    for (int entry = 0; entry < catalog.size(); entry++) {
      long size = catalog.type(entry) == EntryType.FILE ? catalog.size(entry) : 0;
      files += size > 0 ? 1 : 0;
      bytes += size;
    }
    progress.began(Activity.RECORD, files, bytes);
  }

  private void seal(PackAppender packs) {
    Span span = Stage.PUBLISH.begin();
    packs.seal();
    library.mergeIndexes();
    span.end(1, packs.sealedBytes());
  }

  private static void awaitPacks(Workers workers, Future<?> sealing) {
    workers.await(sealing);
    workers.checkInterrupted();
  }

  private static final class Run {
    private final ScannedTree scanned;
    private final CatalogFiller filler;
    private final Admission admission;
    private final FrameGatherer gatherer;
    private final SlabPool slabs;
    private final Workers workers;
    private final ProgressListener progress;
    private final ContentReader reader;
    private final BatchPlanner planner;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final Map<Integer, Integer> reads = new HashMap<>();
    private long reading;

    Run(
        ScannedTree scanned,
        @Nullable RelocationFinder finder,
        CatalogFiller filler,
        Admission admission,
        FrameGatherer gatherer,
        SlabPool slabs,
        Workers workers,
        ProgressListener progress) {
      this.scanned = scanned;
      this.filler = filler;
      this.admission = admission;
      this.gatherer = gatherer;
      this.slabs = slabs;
      this.workers = workers;
      this.progress = progress;
      this.reader = new ContentReader(scanned, finder);
      this.planner = new BatchPlanner(scanned.catalog());
    }

    void contents() {
      Batch batch = planner.next();
      while (batch != null || !readings.isEmpty()) {
        workers.checkInterrupted();
        Slab slab = batch == null ? null : acquire(batch);
        if (batch != null && slab != null) {
          Batch next = batch;
          readings.addLast(new Reading(slab, workers.submit(() -> reader.read(next, slab))));
          batch = planner.next();
        } else if (!readings.isEmpty()) {
          DigestedBatch digested = takeFirst();
          admit(digested);
          if (digested.changed() >= 0) {
            readAgain(digested.changed());
            batch = planner.next();
          }
        } else if (!gatherer.relieve()) {
          throw new IllegalStateException("no memory and nothing under way");
        }
      }
    }

    private @Nullable Slab acquire(Batch batch) {
      boolean busy = readings.size() >= 2 * workers.count();
      // Readers stop at half of the budget, so that encoding always finds memory and goes on.
      boolean enough = reading >= slabs.budget() / 2;
      return busy || enough ? null : take(slabs.tryAcquire(batch.bytes()));
    }

    private @Nullable Slab take(@Nullable Slab slab) {
      reading += slab == null ? 0 : slab.bytes().byteSize();
      return slab;
    }

    private DigestedBatch takeFirst() {
      Reading first = readings.removeFirst();
      reading -= first.slab.bytes().byteSize();
      return workers.await(first.batch);
    }

    private void admit(DigestedBatch digested) {
      boolean kept = false;
      int files = 0;
      long bytes = 0;
      for (Content content : digested.contents()) {
        long size = scanned.catalog().size(content.entry());
        files += digested.batch().piece() + 1 == Catalog.chunksFor(size) ? 1 : 0;
        bytes += content.bytes().byteSize();
        if (size > Catalog.CHUNK_BYTES) {
          filler.addPiece(content, digested.batch().piece());
        } else {
          filler.addWhole(content);
        }
        if (!admission.admit(content.digest())) {
          continue;
        }
        if (content.bytes().byteSize() > Slab.SMALL_PLAIN) {
          gatherer.addAlone(digested.slab(), content.bytes(), content.digest());
          kept = true;
        } else {
          gatherer.add(content.bytes(), content.digest());
        }
      }
      if (!kept) {
        slabs.release(digested.slab());
      }
      progress.advanced(files, bytes);
    }

    private void readAgain(int entry) {
      while (!readings.isEmpty()) {
        slabs.release(takeFirst().slab());
      }
      String path = PlainText.of(scanned.path(entry));
      FileStat now = scanned.tree().stat(scanned.parent(entry), scanned.name(entry));
      if (now == null || now.kind() != EntryKind.FILE) {
        throw changing(path, "it was there when the tree was scanned, and is no longer");
      }
      if (reads.merge(entry, 1, Integer::sum) >= MOST_READS) {
        throw changing(path, "it changed each of the " + MOST_READS + " times it was read");
      }
      scanned.update(entry, now);
      planner.restart(entry);
    }

    private static UnsafeException changing(String path, String rule) {
      return new UnsafeException(
          "\"" + path + "\" in the stage",
          rule,
          "Let whatever writes into the stage finish, then record again.");
    }

    private record Reading(Slab slab, Future<DigestedBatch> batch) {}
  }
}
