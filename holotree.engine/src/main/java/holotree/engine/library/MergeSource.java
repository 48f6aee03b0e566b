package holotree.engine.library;

import holotree.engine.format.MergedIndex;
import holotree.engine.format.PackFooter;

/// Rows that are merged into an index, ascending by digest; ordered by the row that each is at. Not
/// thread-safe.
abstract sealed class MergeSource implements Comparable<MergeSource> {

  private long prefix;
  private int chunk;

  /// Goes to the next row, at first to the first one.
  ///
  /// @return whether there is one
  abstract boolean advance();

  final void set(long nextPrefix, int nextChunk) {
    prefix = nextPrefix;
    chunk = nextChunk;
  }

  /// The first 8 bytes of the row's digest.
  final long prefix() {
    return prefix;
  }

  /// The number of the row's chunk in the new index.
  final int chunk() {
    return chunk;
  }

  @Override
  public final int compareTo(MergeSource other) {
    int order = Long.compareUnsigned(prefix, other.prefix);
    return order == 0 ? Integer.compare(chunk, other.chunk) : order;
  }

  /// The chunks of a pack, by its footer.
  static final class OfPack extends MergeSource {
    private final PackFooter footer;
    private final int firstChunk;
    private int next;

    OfPack(PackFooter footer, int firstChunk) {
      this.footer = footer;
      this.firstChunk = firstChunk;
    }

    /// Whether a footer's order is that of its digests.
    ///
    /// @throws holotree.api.error.CorruptException if it names a chunk that is not there
    static boolean isAscending(PackFooter footer) {
      for (int place = 1; place < footer.chunks(); place++) {
        long before = footer.chunkPrefix(footer.chunkInOrder(place - 1));
        if (Long.compareUnsigned(before, footer.chunkPrefix(footer.chunkInOrder(place))) > 0) {
          return false;
        }
      }
      return footer.chunks() == 0 || footer.chunkInOrder(0) >= 0;
    }

    @Override
    boolean advance() {
      if (next == footer.chunks()) {
        return false;
      }
      int number = footer.chunkInOrder(next++);
      set(footer.chunkPrefix(number), firstChunk + number);
      return true;
    }
  }

  /// The chunks of some of an index's packs.
  static final class OfIndex extends MergeSource {
    private final MergedIndex index;
    private final int[] firstChunks;
    private int next;

    /// @param firstChunks for each pack the number of its first chunk in the new index; -1 for a pack
    ///     that is passed over
    OfIndex(MergedIndex index, int[] firstChunks) {
      this.index = index;
      this.firstChunks = firstChunks;
    }

    @Override
    boolean advance() {
      while (next < index.rows()) {
        int row = next++;
        int number = index.chunk(row);
        int pack = index.packOf(number);
        if (firstChunks[pack] >= 0) {
          set(index.prefix(row), firstChunks[pack] + number - index.firstChunk(pack));
          return true;
        }
      }
      return false;
    }
  }
}
