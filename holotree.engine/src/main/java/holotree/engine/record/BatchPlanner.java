package holotree.engine.record;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.EntryType;
import holotree.engine.frame.SlabPool.Slab;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a scanned tree into batches, in tree order. Not thread-safe.
final class BatchPlanner {

  private static final int MOST_FILES = 1024;

  private final CatalogBuilder catalog;
  private final int[] entries = new int[MOST_FILES];
  private int entry;
  private int piece;

  BatchPlanner(CatalogBuilder catalog) {
    this.catalog = catalog;
  }

  /// The next batch; null at the end.
  @Nullable Batch next() {
    int count = 0;
    int bytes = 0;
    for (; entry < catalog.size(); entry++) {
      long size = catalog.type(entry) == EntryType.FILE ? catalog.size(entry) : 0;
      if (size == 0) {
        continue;
      }
      if (count > 0 && (bytes + size > Slab.SMALL_PLAIN || count == MOST_FILES)) {
        break;
      }
      if (size > Catalog.CHUNK_BYTES) {
        return nextPiece(size);
      }
      entries[count++] = entry;
      bytes += (int) size;
    }
    return count == 0 ? null : new Batch(Arrays.copyOf(entries, count), 0, bytes);
  }

  /// Begins again with the file `at`.
  void restart(int at) {
    entry = at;
    piece = 0;
  }

  private Batch nextPiece(long size) {
    long offset = (long) piece * Catalog.CHUNK_BYTES;
    int length = (int) Math.min(Catalog.CHUNK_BYTES, size - offset);
    Batch batch = new Batch(new int[] {entry}, piece, length);
    if (offset + length == size) {
      entry++;
      piece = 0;
    } else {
      piece++;
    }
    return batch;
  }
}
