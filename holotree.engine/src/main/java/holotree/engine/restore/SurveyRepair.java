package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.TreeDirectory;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.survey.Extra;
import holotree.engine.survey.Survey;
import holotree.engine.survey.Verdict;
import holotree.engine.tree.TreeRemover;
import holotree.engine.work.Workers;
import java.util.concurrent.atomic.AtomicInteger;

/// Does what a survey asks for besides placing entries: removes what is wrong, before, and puts back
/// modes and times, after.
final class SurveyRepair {

  private static final int ENTRIES_AT_ONCE = 256;

  private final Site site;
  private final Survey survey;

  SurveyRepair(Site site, Survey survey) {
    this.site = site;
    this.survey = survey;
  }

  /// Removes what does not belong there and what is to be made anew.
  ///
  /// @return how many entries, what was in directories included
  long clear() {
    Span span = Stage.CLEAR.begin();
    long removed = 0;
    for (Extra extra : survey.extras()) {
      requireGoingOn();
      removed += remove(extra.directory(), extra.name());
    }
    Catalog catalog = site.catalog();
    for (int entry = 1; entry < catalog.size(); entry++) {
      if (survey.verdict(entry) == Verdict.WRONG) {
        requireGoingOn();
        removed += remove(catalog.parent(entry), catalog.name(entry));
      }
    }
    span.end(removed, 0);
    return removed;
  }

  /// Puts back the modes and times of what is kept; directories take theirs when all is in place.
  void putBackAttributes(Workers workers) {
    AtomicInteger next = new AtomicInteger();
    int size = site.catalog().size();
    workers.runOnAll(() -> {
      for (int from = next.getAndAdd(ENTRIES_AT_ONCE);
          from < size && !workers.stopped();
          from = next.getAndAdd(ENTRIES_AT_ONCE)) {
        for (int entry = from; entry < Math.min(size, from + ENTRIES_AT_ONCE); entry++) {
          if (survey.verdict(entry) == Verdict.ATTRIBUTES) {
            putBackAttributes(entry);
          }
        }
      }
    });
  }

  private void putBackAttributes(int entry) {
    Catalog catalog = site.catalog();
    if (catalog.type(entry) == EntryType.DIRECTORY) {
      site.directories().get(entry);
      return;
    }
    TreeDirectory parent = site.directories().existing(catalog.parent(entry));
    site.placed()
        .corrected(
            entry,
            site.tree()
                .setAttributes(
                    parent,
                    catalog.name(entry),
                    catalog.mode(entry),
                    catalog.mtimeSeconds(entry),
                    catalog.mtimeNanos(entry)));
  }

  private static void requireGoingOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException("restore");
    }
  }

  private long remove(int directory, byte[] name) {
    return TreeRemover.remove(
        site.tree(), site.directories().get(directory), site.catalog().path(directory), name);
  }
}
