package holotree.engine.survey;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.space.Placed;
import holotree.engine.work.Workers;
import java.util.Arrays;

/// Decides what is to be done about one entry. Thread-safe: different threads judge different entries.
final class EntryJudge {

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final SpaceTree tree;
  private final KeptAttributes kept;
  private final Believed believed;
  private final boolean unshared;
  private final Survey survey;

  EntryJudge(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      Believed believed,
      boolean unshared,
      Survey survey) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.tree = tree;
    this.kept = tree.keptAttributes();
    this.believed = believed;
    this.unshared = unshared;
    this.survey = survey;
  }

  /// Judges a directory by itself, not by what is in it.
  void directory(int entry, FileStat stat) {
    survey.keep(
        entry, hasAttributes(entry, stat) ? Verdict.CLEAN : Verdict.ATTRIBUTES, stat, Placed.MADE);
  }

  /// Judges something that stands where a directory belongs.
  void notADirectory(int entry) {
    survey.forget(entry);
  }

  /// Judges what stands where a file or a symlink belongs.
  void entry(int entry, TreeDirectory directory, byte[] name, FileStat stat) {
    boolean link = catalog.type(entry) == EntryType.SYMLINK;
    if (stat.kind() != (link ? EntryKind.SYMLINK : EntryKind.FILE)) {
      survey.forget(entry);
      return;
    }
    boolean asPlaced = believed.isAsPlaced(entry, stat);
    if (link) {
      boolean right =
          (asPlaced && believed.holdsWanted(entry))
              || Arrays.equals(relocation.linkTarget(entry), tree.readSymlink(directory, name));
      settle(entry, stat, Placed.MADE, asPlaced, right);
      return;
    }
    byte placement = believed.placement(entry, stat);
    if (unshared && placement == Placed.LINKED) {
      survey.forget(entry);
    } else if (asPlaced) {
      settle(entry, stat, placement, true, believed.holdsWanted(entry));
    } else {
      file(entry, stat, placement);
    }
  }

  // Something was done to it since it was placed: its bytes decide, unless its length does.
  private void file(int entry, FileStat stat, byte placement) {
    long size = relocation.restoredSize(entry);
    if (size >= 0 && size != stat.size()) {
      survey.forget(entry);
    } else if (catalog.size(entry) == 0) {
      settle(entry, stat, placement, false, true);
    } else {
      survey.keep(entry, Verdict.SUSPECT, stat, placement);
    }
  }

  private void settle(
      int entry, FileStat stat, byte placement, boolean asPlaced, boolean rightBytes) {
    boolean attributes = hasAttributes(entry, stat);
    // Names of one inode share mode and time: what is put right here would go wrong elsewhere.
    boolean shares = stat.kind() == EntryKind.FILE && stat.links() > 1;
    if (!rightBytes || (!attributes && shares)) {
      survey.forget(entry);
    } else if (!attributes) {
      survey.keep(entry, Verdict.ATTRIBUTES, stat, placement);
    } else {
      survey.keep(entry, asPlaced ? Verdict.CLEAN : Verdict.NOTED, stat, placement);
    }
  }

  /// Judges a suspect by its bytes.
  void digest(int entry, ContentCheck check, SlabPool slabs, Workers workers)
      throws InterruptedException {
    TreeDirectory directory = survey.directory(catalog.parent(entry));
    if (directory == null) {
      throw new IllegalStateException("entry " + entry + " stands nowhere");
    }
    byte placement = survey.placed().placements()[entry];
    Slab slab = slabs.acquire(catalog.chunkLength(entry, 0));
    long before = check.bytes();
    try (ReadableFile file = tree.openFile(directory, catalog.name(entry))) {
      FileStat stat = file.stat();
      boolean right =
          survey.placed().isUnchanged(entry, stat) && check.holds(entry, file, slab, workers);
      // Whoever writes to it meanwhile must not have it pass for what was read before.
      settle(entry, stat, placement, false, right && file.stat().sameAs(stat));
    } catch (RefusedException unreadable) {
      // What its owner cannot read is made anew: the owner of the directory can do that.
      survey.forget(entry);
    } finally {
      slabs.release(slab);
      survey.digested(check.bytes() - before);
    }
  }

  private boolean hasAttributes(int entry, FileStat stat) {
    return kept.hasTime(stat, catalog.mtimeSeconds(entry), catalog.mtimeNanos(entry))
        && kept.hasMode(stat, catalog.mode(entry));
  }
}
