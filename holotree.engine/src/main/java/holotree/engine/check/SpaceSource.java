package holotree.engine.check;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.error.HolotreeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.relocate.FileUndo;
import holotree.engine.relocate.RelocationPlan;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Finds lost chunks in a space: its files with their relocations undone.
final class SpaceSource {

  private final Catalog catalog;
  private final RelocationPlan relocation;
  private final SpaceTree tree;
  private final @Nullable TreeDirectory[] directories;

  /// @param catalog what the space was restored from
  /// @param relocation what became of each entry there
  /// @param tree the space
  SpaceSource(Catalog catalog, RelocationPlan relocation, SpaceTree tree) {
    this.catalog = catalog;
    this.relocation = relocation;
    this.tree = tree;
    this.directories = new TreeDirectory[catalog.size()];
    this.directories[0] = tree.root();
  }

  /// Looks for them. A file that was removed or replaced since it was restored has none.
  ///
  /// @param buffer where to work; room for the longest chunk
  /// @param scratch more of it
  void search(LostChunks lost, MemorySegment buffer, MemorySegment scratch) {
    for (int entry = 0; entry < catalog.size() && lost.any(); entry++) {
      if (catalog.type(entry) == EntryType.FILE
          && relocation.action(entry) != RelocationPlan.Action.LEAVE_OUT
          && PoolSource.isWanted(catalog, entry, lost)) {
        try {
          search(entry, lost, buffer, scratch);
        } catch (HolotreeException failed) {
          lost.passOver(failed);
        }
      }
    }
  }

  private void search(int entry, LostChunks lost, MemorySegment buffer, MemorySegment scratch) {
    TreeDirectory parent = directory(catalog.parent(entry));
    if (parent == null || !isThere(parent, entry, EntryKind.FILE)) {
      return;
    }
    try (ReadableFile file = tree.openFile(parent, catalog.name(entry))) {
      FileUndo undo =
          relocation.action(entry) == RelocationPlan.Action.PATCH
              ? relocation.undo(entry, file::read, scratch)
              : null;
      for (int piece = 0; piece < catalog.chunkCount(entry); piece++) {
        MemorySegment bytes = buffer.asSlice(0, catalog.chunkLength(entry, piece));
        long offset = (long) piece * Catalog.CHUNK_BYTES;
        long count = undo == null ? file.read(offset, bytes) : undo.read(offset, bytes, scratch);
        if (count == bytes.byteSize()) {
          lost.offer(catalog.chunk(entry, piece), bytes);
        }
      }
    }
  }

  private boolean isThere(TreeDirectory parent, int entry, EntryKind kind) {
    FileStat there = tree.stat(parent, catalog.name(entry));
    return there != null && there.kind() == kind;
  }

  /// A directory of the catalog's; null if it is there no more.
  private @Nullable TreeDirectory directory(int entry) {
    TreeDirectory open = directories[entry];
    if (open == null) {
      TreeDirectory parent = directory(catalog.parent(entry));
      if (parent != null && isThere(parent, entry, EntryKind.DIRECTORY)) {
        open = tree.openDirectory(parent, catalog.name(entry));
        directories[entry] = open;
      }
    }
    return open;
  }
}
