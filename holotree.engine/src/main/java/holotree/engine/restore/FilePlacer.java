package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.WritableFile;
import holotree.engine.relocate.FilePatch;
import holotree.engine.relocate.RelocationPlan;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Puts verified chunks where they belong, the target's path in the place of filler. Thread-safe.
final class FilePlacer {

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final SpaceTree tree;
  private final Directories directories;
  private final LargeFiles largeFiles;
  private final PlacedEntries placed;
  private final Map<Integer, FilePatch> largePatches = new ConcurrentHashMap<>();

  FilePlacer(
      Catalog catalog,
      RelocationPlan relocation,
      SpaceTree tree,
      Directories directories,
      LargeFiles largeFiles,
      PlacedEntries placed) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.tree = tree;
    this.directories = directories;
    this.largeFiles = largeFiles;
    this.placed = placed;
  }

  /// Whether the first bytes of a file of several chunks must be known before any of them is placed.
  boolean needsHead(int entry) {
    return catalog.chunkCount(entry) > 1
        && relocation.action(entry) == RelocationPlan.Action.PATCH
        && relocation.needsHead(entry);
  }

  /// Gives the first bytes of such a file.
  void setHead(int entry, MemorySegment head) {
    largePatches.put(entry, relocation.patch(entry, head));
  }

  /// Places a chunk.
  ///
  /// @param piece which chunk of the file it is
  /// @param bytes the chunk, verified
  /// @param buffer memory to relocate in
  void place(int entry, int piece, MemorySegment bytes, MemorySegment buffer) {
    boolean patched = relocation.action(entry) == RelocationPlan.Action.PATCH;
    if (catalog.chunkCount(entry) > 1) {
      placePiece(entry, piece, bytes, buffer, patched);
    } else if (patched) {
      placePatched(entry, bytes, buffer);
    } else {
      placed.copied(entry, create(entry, bytes));
    }
  }

  /// Places a file without content.
  void placeEmpty(int entry) {
    placed.copied(entry, create(entry, MemorySegment.NULL));
  }

  private FileStat create(int entry, MemorySegment bytes) {
    return tree.createFile(
        directories.get(catalog.parent(entry)),
        catalog.name(entry),
        catalog.mode(entry),
        catalog.mtimeSeconds(entry),
        catalog.mtimeNanos(entry),
        bytes);
  }

  private void placePatched(int entry, MemorySegment bytes, MemorySegment buffer) {
    FilePatch patch = relocation.patch(entry, bytes);
    if (patch.restoredSize() <= buffer.byteSize()) {
      patch.write(0, bytes, buffer, (offset, whole) -> placed.copied(entry, create(entry, whole)));
      return;
    }
    try (WritableFile file =
        tree.createFile(
            directories.get(catalog.parent(entry)),
            catalog.name(entry),
            catalog.mode(entry),
            patch.restoredSize())) {
      patch.write(0, bytes, buffer, file::write);
      placed.copied(entry, file.finish(catalog.mtimeSeconds(entry), catalog.mtimeNanos(entry)));
    }
  }

  private void placePiece(
      int entry, int piece, MemorySegment bytes, MemorySegment buffer, boolean patched) {
    long offset = (long) piece * Catalog.CHUNK_BYTES;
    if (patched) {
      FilePatch patch =
          largePatches.computeIfAbsent(entry, key -> relocation.patch(entry, MemorySegment.NULL));
      WritableFile file = largeFiles.file(entry, patch.restoredSize());
      patch.write(offset, bytes, buffer, file::write);
    } else {
      largeFiles.file(entry, catalog.size(entry)).write(offset, bytes);
    }
    largeFiles.pieceDone(entry);
  }
}
