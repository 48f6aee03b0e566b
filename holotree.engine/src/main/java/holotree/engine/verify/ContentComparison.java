package holotree.engine.verify;

import holotree.api.Catalog;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.engine.format.Hasher;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.relocate.FileUndo;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.verify.Finding.Aspect;
import holotree.engine.verify.TreeComparison.Candidate;
import holotree.engine.work.Workers;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Digests restored files, their relocations undone, and compares them with a catalog. Thread-safe but
/// for its hasher: each worker has its own comparison.
final class ContentComparison {

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final SpaceTree tree;
  private final Findings findings;
  private final LongAdder bytes;
  private final Hasher hasher = new Hasher();

  ContentComparison(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      Findings findings,
      LongAdder bytes) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.tree = tree;
    this.findings = findings;
    this.bytes = bytes;
  }

  /// Compares one file.
  void run(Candidate candidate, SlabPool slabs, Workers workers) throws InterruptedException {
    int entry = candidate.entry();
    Slab slab = slabs.acquire(catalog.chunkLength(entry, 0));
    try (ReadableFile file = tree.openFile(candidate.directory(), catalog.name(entry))) {
      Source source = open(entry, file, slab.bytes());
      if (source == null || !matches(entry, source, slab.bytes(), workers)) {
        findings.add(
            entry,
            catalog.path(entry),
            Aspect.CONTENT,
            "content " + catalog.content(entry),
            "other bytes");
      }
    } finally {
      slabs.release(slab);
    }
  }

  private boolean matches(int entry, Source source, MemorySegment slab, Workers workers) {
    for (int chunk = 0; chunk < catalog.chunkCount(entry) && !workers.stopped(); chunk++) {
      int length = catalog.chunkLength(entry, chunk);
      MemorySegment into = slab.asSlice(0, length);
      long read = source.read((long) chunk * Catalog.CHUNK_BYTES, into, slab.asSlice(length));
      if (read != length || !hasher.digest(into).equals(catalog.chunk(entry, chunk))) {
        return false;
      }
      bytes.add(length);
    }
    return true;
  }

  private @Nullable Source open(int entry, ReadableFile file, MemorySegment scratch) {
    if (relocation.action(entry) != RelocationPlan.Action.PATCH) {
      return (offset, into, _) -> file.read(offset, into);
    }
    FileUndo undo = relocation.undo(entry, file::read, scratch);
    return undo.restoredSize() == file.stat().size() ? undo::read : null;
  }

  /// Where the content of a file comes from.
  @FunctionalInterface
  private interface Source {
    /// Reads a piece of the content; -1 if it cannot be what was recorded.
    long read(long offset, MemorySegment into, MemorySegment scratch);
  }
}
