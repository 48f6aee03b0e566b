package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.work.Workers;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes what has no content: symlinks, empty files, empty directories.
final class OtherEntries {

  private static final int ENTRIES_AT_ONCE = 256;

  private final Site site;
  private final Workers workers;
  private final AtomicInteger next = new AtomicInteger();

  OtherEntries(Site site, Workers workers) {
    this.site = site;
    this.workers = workers;
  }

  /// Makes all of them.
  void run() {
    workers.runOnAll(this::work);
  }

  private void work() {
    int size = site.catalog().size();
    while (!workers.stopped()) {
      int from = next.getAndAdd(ENTRIES_AT_ONCE);
      if (from >= size) {
        return;
      }
      for (int entry = from; entry < Math.min(size, from + ENTRIES_AT_ONCE); entry++) {
        place(entry);
      }
    }
  }

  private void place(int entry) {
    Catalog catalog = site.catalog();
    EntryType type = catalog.type(entry);
    if (type == EntryType.DIRECTORY) {
      site.directories().ensure(entry);
    } else if (site.placed().has(entry)) {
      return;
    } else if (type == EntryType.SYMLINK) {
      site.placed()
          .symlink(
              entry,
              site.tree()
                  .createSymlink(
                      site.parent(entry),
                      catalog.name(entry),
                      site.relocation().linkTarget(entry),
                      catalog.mtimeSeconds(entry),
                      catalog.mtimeNanos(entry)));
    } else if (catalog.size(entry) == 0
        && site.relocation().action(entry) != RelocationPlan.Action.LEAVE_OUT) {
      site.placed().copied(entry, site.create(entry, MemorySegment.NULL));
    }
  }
}
