package holotree.engine.survey;

import holotree.api.Catalog;
import holotree.api.ProgressListener;
import holotree.api.fs.ReadableFile;
import holotree.engine.format.Hasher;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.relocate.FileUndo;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.work.Workers;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Digests restored files, their relocations undone, and compares them with a catalog. Not thread-safe:
/// each worker has its own.
public final class ContentCheck {

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final ProgressListener progress;
  private final Hasher hasher = new Hasher();
  private long bytes;

  /// A check of files restored from `catalog`.
  ///
  /// @param relocation what became of each entry
  /// @param progress is told of every piece that is digested
  public ContentCheck(Catalog catalog, RelocationPlan relocation, ProgressListener progress) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.progress = progress;
  }

  /// Whether a file has the bytes of `entry`, which is not empty. What it says of a check that was
  /// stopped in the middle means nothing.
  ///
  /// @param slab for a frame of the entry's first chunk
  public boolean holds(int entry, ReadableFile file, Slab slab, Workers workers) {
    Source source = open(entry, file, slab.bytes());
    boolean holds = source != null && matches(entry, source, slab.bytes(), workers);
    progress.advanced(1, 0);
    return holds;
  }

  /// Bytes digested so far.
  public long bytes() {
    return bytes;
  }

  private boolean matches(int entry, Source source, MemorySegment slab, Workers workers) {
    for (int chunk = 0; chunk < catalog.chunkCount(entry) && !workers.stopped(); chunk++) {
      int length = catalog.chunkLength(entry, chunk);
      MemorySegment into = slab.asSlice(0, length);
      long read = source.read((long) chunk * Catalog.CHUNK_BYTES, into, slab.asSlice(length));
      if (read != length || !hasher.digest(into).equals(catalog.chunk(entry, chunk))) {
        return false;
      }
      bytes += length;
      progress.advanced(0, length);
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
