package holotree.engine.gc;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.engine.library.ChunkTable;
import java.util.BitSet;

/// Which of the chunks in the packs are needed. Not thread-safe.
final class Marking {

  private final ChunkTable chunks;
  private final BitSet needed = new BitSet();
  private BitSet before = new BitSet();
  private long bytes;

  /// None needed yet.
  ///
  /// @param chunks the chunks that are in packs, weighed by their share of them, bytes; the caller's
  Marking(ChunkTable chunks) {
    this.chunks = chunks;
  }

  /// Marks what a catalog needs.
  void add(Catalog catalog) {
    mark(catalog, Long.MAX_VALUE);
  }

  /// Marks what a catalog needs, unless all that is marked would then take more than `most` bytes in packs.
  ///
  /// @return whether it was marked
  boolean addWithin(Catalog catalog, long most) {
    return mark(catalog, most);
  }

  private boolean mark(Catalog catalog, long most) {
    BitSet more = new BitSet();
    long sum = bytes;
    for (int entry = 0; entry < catalog.size(); entry++) {
      int count = catalog.type(entry) == EntryType.FILE ? catalog.chunkCount(entry) : 0;
      for (int piece = 0; piece < count; piece++) {
        int chunk = chunks.find(catalog.chunk(entry, piece));
        if (chunk != ChunkTable.ABSENT && !needed.get(chunk) && !more.get(chunk)) {
          more.set(chunk);
          sum += chunks.weight(chunk);
        }
      }
    }
    if (sum > most) {
      return false;
    }
    needed.or(more);
    bytes = sum;
    return true;
  }

  /// From now on [#isNew] tells of what is marked after this.
  void begin() {
    before = (BitSet) needed.clone();
  }

  /// Whether a chunk was found to be needed only lately.
  boolean isNew(Digest chunk) {
    int number = chunks.find(chunk);
    return number != ChunkTable.ABSENT && needed.get(number) && !before.get(number);
  }

  /// Whether a chunk is needed.
  boolean isNeeded(Digest chunk) {
    int number = chunks.find(chunk);
    return number != ChunkTable.ABSENT && needed.get(number);
  }
}
