package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.fs.FileStat;
import holotree.api.fs.WritableFile;
import holotree.engine.relocate.FilePatch;
import holotree.engine.relocate.RelocationPlan;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Puts verified chunks where they belong, the target's path in the place of filler. Thread-safe.
final class FilePlacer {

  private final Site site;
  private final LargeFiles largeFiles;
  private final Sharing sharing;
  private final Map<Integer, FilePatch> largePatches = new ConcurrentHashMap<>();

  /// @param sharing told of each whole file
  FilePlacer(Site site, LargeFiles largeFiles, Sharing sharing) {
    this.site = site;
    this.largeFiles = largeFiles;
    this.sharing = sharing;
  }

  /// Whether the first bytes of a file of several chunks must be known before any of them is placed.
  boolean needsHead(int entry) {
    return site.catalog().chunkCount(entry) > 1
        && site.relocation().action(entry) == RelocationPlan.Action.PATCH
        && site.relocation().needsHead(entry);
  }

  /// Gives the first bytes of such a file.
  void setHead(int entry, MemorySegment head) {
    largePatches.put(entry, site.relocation().patch(entry, head));
  }

  /// Places a chunk.
  ///
  /// @param piece which chunk of the file it is
  /// @param bytes the chunk, verified
  /// @param buffer memory to relocate in
  void place(int entry, int piece, MemorySegment bytes, MemorySegment buffer) {
    boolean patched = site.relocation().action(entry) == RelocationPlan.Action.PATCH;
    if (site.catalog().chunkCount(entry) > 1) {
      placePiece(entry, piece, bytes, buffer, patched);
    } else if (patched) {
      placePatched(entry, bytes, buffer);
    } else {
      sharing.written(entry, site.create(entry, bytes));
    }
  }

  private void placePatched(int entry, MemorySegment bytes, MemorySegment buffer) {
    FilePatch patch = site.relocation().patch(entry, bytes);
    if (patch.restoredSize() <= buffer.byteSize()) {
      patch.write(
          0, bytes, buffer, (offset, whole) -> sharing.written(entry, site.create(entry, whole)));
      return;
    }
    FileStat stat;
    try (WritableFile file = site.createOpen(entry, patch.restoredSize())) {
      patch.write(0, bytes, buffer, file::write);
      stat = file.finish(site.catalog().mtimeSeconds(entry), site.catalog().mtimeNanos(entry));
    }
    sharing.written(entry, stat);
  }

  private void placePiece(
      int entry, int piece, MemorySegment bytes, MemorySegment buffer, boolean patched) {
    long offset = (long) piece * Catalog.CHUNK_BYTES;
    if (patched) {
      FilePatch patch =
          largePatches.computeIfAbsent(
              entry, key -> site.relocation().patch(entry, MemorySegment.NULL));
      WritableFile file = largeFiles.file(entry, patch.restoredSize());
      patch.write(offset, bytes, buffer, file::write);
    } else {
      largeFiles.file(entry, site.catalog().size(entry)).write(offset, bytes);
    }
    site.placed().piece(entry, bytes.byteSize());
    largeFiles.pieceDone(entry);
  }
}
