package holotree.engine.verify;

import holotree.api.Catalog;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.SpaceTree;
import holotree.engine.frame.SlabPool;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.verify.TreeComparison.Candidate;
import holotree.engine.work.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Compares a restored tree with its catalog: every name, every attribute, every byte. Changes nothing.
public final class SpaceVerifier {

  private final int workerCount;

  /// A verifier.
  ///
  /// @param workerCount how many threads work at once
  public SpaceVerifier(int workerCount) {
    this.workerCount = workerCount;
  }

  /// Compares.
  ///
  /// @param relocation what became of each entry at the target
  /// @param tree the restored tree
  public Verified run(Catalog catalog, RelocationPlan relocation, SpaceTree tree) {
    Findings findings = new Findings();
    List<Candidate> files = new TreeComparison(catalog, relocation, tree, findings).run();
    LongAdder bytes = new LongAdder();
    AtomicInteger next = new AtomicInteger();
    try (SlabPool slabs = SlabPool.forWorkers(workerCount);
        Workers workers = new Workers("verify", workerCount)) {
      workers.runOnAll(() -> {
        ContentComparison comparison =
            new ContentComparison(catalog, relocation, tree, findings, bytes);
        try {
          for (int at = next.getAndIncrement();
              at < files.size() && !workers.stopped();
              at = next.getAndIncrement()) {
            comparison.run(files.get(at), slabs, workers);
          }
        } catch (InterruptedException asked) {
          Thread.currentThread().interrupt();
          throw new InterruptedOperationException("verify");
        }
      });
    }
    return new Verified(catalog.size(), bytes.sum(), findings.sorted());
  }
}
