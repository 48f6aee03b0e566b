package holotree.engine.check;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.error.HolotreeException;
import holotree.api.fs.StoredFile;
import holotree.engine.pool.Pool;
import java.lang.foreign.MemorySegment;

/// Finds lost chunks in the home's pool.
final class PoolSource {

  private final Pool pool;

  PoolSource(Pool pool) {
    this.pool = pool;
  }

  /// Looks for those of a catalog's.
  ///
  /// @param buffer where to work; room for the longest chunk
  void search(Catalog catalog, LostChunks lost, MemorySegment buffer) {
    for (int entry = 0; entry < catalog.size() && lost.any(); entry++) {
      if (catalog.type(entry) == EntryType.FILE && isWanted(catalog, entry, lost)) {
        search(catalog, entry, lost, buffer);
      }
    }
  }

  /// Whether a file has chunks that are lost.
  static boolean isWanted(Catalog catalog, int entry, LostChunks lost) {
    for (int piece = 0; piece < catalog.chunkCount(entry); piece++) {
      if (lost.isLost(catalog.chunk(entry, piece))) {
        return true;
      }
    }
    return false;
  }

  private void search(Catalog catalog, int entry, LostChunks lost, MemorySegment buffer) {
    try (StoredFile file = pool.openBytes(catalog, entry)) {
      for (int piece = 0; file != null && piece < catalog.chunkCount(entry); piece++) {
        MemorySegment bytes = buffer.asSlice(0, catalog.chunkLength(entry, piece));
        file.read((long) piece * Catalog.CHUNK_BYTES, bytes);
        lost.offer(catalog.chunk(entry, piece), bytes);
      }
    } catch (HolotreeException failed) {
      // One that is shorter than it was has not got it.
      lost.passOver(failed);
    }
  }
}
