package holotree.engine.restore;

import holotree.api.error.InterruptedOperationException;
import holotree.engine.discovery.Providers;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.SlabPool;
import holotree.engine.library.ChunkIndex;
import holotree.engine.library.Library;
import holotree.engine.work.Workers;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Writes files from the library: plan, schedule, fetch, decode and verify, relocate, place. Every worker
/// takes a frame and does all of that for it, so that nothing is handed from thread to thread. Used by
/// one thread.
final class FrameFetch implements AutoCloseable {

  private final Site site;
  private final Library library;
  private final Providers providers;
  private final SlabPool slabs;
  private final Workers workers;
  private final Set<String> passedOver = ConcurrentHashMap.newKeySet();
  private @Nullable ChunkIndex index;

  FrameFetch(Site site, Library library, Providers providers, SlabPool slabs, Workers workers) {
    this.site = site;
    this.library = library;
    this.providers = providers;
    this.slabs = slabs;
    this.workers = workers;
  }

  /// Writes files.
  ///
  /// @param wanted which; each lacks its content
  /// @param sharing told of each one
  /// @throws holotree.api.error.CorruptException with file and offset if a byte is not what was recorded,
  ///     and its chunk in no other pack
  void run(IntPredicate wanted, Sharing sharing) {
    if (isNothing(wanted)) {
      return;
    }
    Span span = Stage.PLAN.begin();
    RestorePlan plan = RestorePlan.of(site.catalog(), wanted, index());
    span.end(plan.frames(), 0);
    try (LargeFiles largeFiles = new LargeFiles(site, sharing)) {
      FilePlacer placer = new FilePlacer(site, largeFiles, sharing);
      readHeads(plan, placer);
      FrameQueue queue = new FrameQueue(plan, providers.policy());
      workers.runOnAll(() -> placeFrames(plan, queue, placer));
    }
  }

  /// The files of the packs that are damaged, or could not be read, and were not needed: sorted, absolute.
  Set<String> passedOver() {
    Set<String> files = new TreeSet<>(passedOver);
    if (index != null) {
      files.addAll(index.damagedPacks());
    }
    return files;
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
  }

  private boolean isNothing(IntPredicate wanted) {
    for (int entry = 0; entry < site.catalog().size(); entry++) {
      if (wanted.test(entry)) {
        return false;
      }
    }
    return true;
  }

  // Opened when something is missing: a space that shares everything needs no pack.
  private ChunkIndex index() {
    ChunkIndex open = index;
    if (open == null) {
      open = library.openIndex();
      index = open;
    }
    return open;
  }

  private void placeFrames(RestorePlan plan, FrameQueue queue, FilePlacer placer) {
    try (Decoders decoders = new Decoders(providers)) {
      new FrameWorker(plan, decoders, slabs, placer, passedOver).run(queue, workers);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("restore");
    }
  }

  /// Reads ahead what decides about whole files: the first lines of scripts over 4 MiB, which are rare.
  private void readHeads(RestorePlan plan, FilePlacer placer) {
    try (Decoders decoders = new Decoders(providers)) {
      new FrameWorker(plan, decoders, slabs, placer, passedOver).readHeads();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("restore");
    }
  }
}
