package holotree.engine.survey;

import holotree.api.Catalog;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.SpaceTree;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.frame.SlabPool;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.work.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Compares a space with what it is to be: one look at each entry, and the bytes of those that are not
/// as they were placed. Changes nothing, but for the mode of directories that their owner cannot look
/// into.
public final class SpaceSurvey {

  private static final long PAUSE_NANOS = 20_000;

  private final int workerCount;
  private final ProgressListener progress;

  /// A survey.
  ///
  /// @param workerCount how many threads work at once
  /// @param progress hears how the survey gets on
  public SpaceSurvey(int workerCount, ProgressListener progress) {
    this.workerCount = workerCount;
    this.progress = progress;
  }

  /// Surveys.
  ///
  /// @param catalog what is to be there
  /// @param relocation what becomes of each entry there
  /// @param tree the space
  /// @param believed what is known of it
  /// @param unshared whether files that share an inode with the pool are to be replaced by files of the
  ///     space's own
  /// @param beforeChange called before the mode of a directory is changed
  public Survey run(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      Believed believed,
      boolean unshared,
      Runnable beforeChange) {
    Survey survey = new Survey(catalog.size());
    EntryJudge judge = new EntryJudge(catalog, relocation, tree, believed, unshared, survey);
    DirectoryVisit visit =
        new DirectoryVisit(catalog, relocation, tree, judge, survey, beforeChange);
    try (SlabPool slabs = SlabPool.forWorkers(workerCount);
        Workers workers = new Workers("survey", workerCount)) {
      Span span = Stage.SURVEY.begin();
      Deque<Integer> open = new ConcurrentLinkedDeque<>();
      AtomicInteger pending = new AtomicInteger(1);
      progress.began(Activity.SCAN, catalog.size(), ProgressListener.UNKNOWN);
      visit.root();
      open.add(0);
      workers.runOnAll(() -> visitAll(open, pending, visit, workers));
      span.end(catalog.size(), 0);
      digest(catalog, relocation, judge, survey, slabs, workers);
    }
    return survey;
  }

  private void visitAll(
      Deque<Integer> open, AtomicInteger pending, DirectoryVisit visit, Workers workers) {
    Deque<Integer> found = new ArrayDeque<>();
    while (pending.get() > 0 && !workers.stopped()) {
      Integer directory = open.pollLast();
      if (directory == null) {
        LockSupport.parkNanos(PAUSE_NANOS);
        continue;
      }
      progress.advanced(visit.run(directory, found::add), 0);
      pending.addAndGet(found.size());
      while (!found.isEmpty()) {
        open.addLast(found.removeLast());
      }
      pending.decrementAndGet();
    }
  }

  private void digest(
      Catalog catalog,
      RelocationPlan relocation,
      EntryJudge judge,
      Survey survey,
      SlabPool slabs,
      Workers workers) {
    ConcurrentLinkedQueue<Integer> suspects = new ConcurrentLinkedQueue<>();
    for (int entry = 0; entry < catalog.size(); entry++) {
      if (survey.verdict(entry) == Verdict.SUSPECT) {
        suspects.add(entry);
      }
    }
    if (suspects.isEmpty()) {
      return;
    }
    progress.began(
        Activity.VERIFY, suspects.size(), suspects.stream().mapToLong(catalog::size).sum());
    workers.runOnAll(() -> {
      ContentCheck check = new ContentCheck(catalog, relocation, progress);
      try {
        for (Integer entry = suspects.poll();
            entry != null && !workers.stopped();
            entry = suspects.poll()) {
          judge.digest(entry, check, slabs, workers);
        }
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
        throw new InterruptedOperationException("survey");
      }
    });
  }
}
