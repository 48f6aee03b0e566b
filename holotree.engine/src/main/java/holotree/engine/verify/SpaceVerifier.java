package holotree.engine.verify;

import holotree.api.Catalog;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.survey.ContentCheck;
import holotree.engine.verify.TreeComparison.Candidate;
import holotree.engine.work.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Compares a restored tree with its catalog: every name, every attribute, every byte. Changes nothing.
public final class SpaceVerifier {

  private final int workerCount;
  private final ProgressListener progress;

  /// A verifier.
  ///
  /// @param workerCount how many threads work at once
  /// @param progress hears how the comparison gets on
  public SpaceVerifier(int workerCount, ProgressListener progress) {
    this.workerCount = workerCount;
    this.progress = progress;
  }

  /// Compares.
  ///
  /// @param relocation what became of each entry at the target
  /// @param tree the restored tree
  public Verified run(Catalog catalog, RelocationPlan relocation, SpaceTree tree) {
    Findings findings = new Findings();
    progress.began(Activity.SCAN, catalog.size(), ProgressListener.UNKNOWN);
    List<Candidate> files = new TreeComparison(catalog, relocation, tree, findings, progress).run();
    long toDigest = files.stream().mapToLong(file -> catalog.size(file.entry())).sum();
    progress.began(Activity.VERIFY, files.size(), toDigest);
    LongAdder bytes = new LongAdder();
    AtomicInteger next = new AtomicInteger();
    try (SlabPool slabs = SlabPool.forWorkers(workerCount);
        Workers workers = new Workers("verify", workerCount)) {
      workers.runOnAll(() -> {
        ContentCheck check = new ContentCheck(catalog, relocation, progress);
        try {
          for (int at = next.getAndIncrement();
              at < files.size() && !workers.stopped();
              at = next.getAndIncrement()) {
            compare(check, catalog, tree, files.get(at), findings, slabs, workers);
          }
        } catch (InterruptedException asked) {
          Thread.currentThread().interrupt();
          throw new InterruptedOperationException("verify");
        } finally {
          bytes.add(check.bytes());
        }
      });
    }
    return new Verified(catalog.size(), bytes.sum(), findings.sorted());
  }

  private static void compare(
      ContentCheck check,
      Catalog catalog,
      SpaceTree tree,
      Candidate file,
      Findings findings,
      SlabPool slabs,
      Workers workers)
      throws InterruptedException {
    Slab slab = slabs.acquire(catalog.chunkLength(file.entry(), 0));
    try (ReadableFile open = tree.openFile(file.directory(), catalog.name(file.entry()))) {
      if (!check.holds(file.entry(), open, slab, workers)) {
        findings.differs(catalog, file.entry(), open.stat());
      }
    } finally {
      slabs.release(slab);
    }
  }
}
