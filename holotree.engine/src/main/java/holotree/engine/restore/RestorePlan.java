package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.HolotreeException;
import holotree.engine.format.PackFooter;
import holotree.engine.library.ChunkIndex;
import holotree.engine.library.PackReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Which frames are read, in which order, and which files each of them fills. Immutable.
///
/// Every needed chunk of every file is one row, sorted by where the chunk lies, so that each frame is
/// decoded once and fills all files that hold its chunks, duplicates too. 16 bytes a row.
final class RestorePlan {

  private static final long LOW = 0xFFFF_FFFFL;

  private final Catalog catalog;
  private final ChunkIndex index;
  // Numbers of the packs that were passed over. Never changed.
  private final BitSet without;
  // Chunk number in the high half, row of `rowEntries` in the low one.
  private final long[] rows;
  private final int[] rowEntries;
  private final int[] rowPieces;
  // Where each frame's rows begin in `rows`, and which frame of which pack it is.
  private int[] frameRows = new int[64];
  private int[] framePacks = new int[64];
  private int[] frameNumbers = new int[64];
  private int frames;

  private RestorePlan(
      Catalog catalog,
      ChunkIndex index,
      BitSet without,
      long[] rows,
      int[] rowEntries,
      int[] rowPieces) {
    this.catalog = catalog;
    this.index = index;
    this.without = without;
    this.rows = rows;
    this.rowEntries = rowEntries;
    this.rowPieces = rowPieces;
  }

  /// Finds every chunk of the files that are wanted.
  ///
  /// @param wanted which entries; files alone
  /// @throws CorruptException if one of them is in no pack
  static RestorePlan of(Catalog catalog, IntPredicate wanted, ChunkIndex index) {
    int count = 0;
    for (int entry = 0; entry < catalog.size(); entry++) {
      count = Math.addExact(count, wanted.test(entry) ? catalog.chunkCount(entry) : 0);
    }
    long[] rows = new long[count];
    int[] entries = new int[count];
    int[] pieces = new int[count];
    int row = 0;
    long likely = 0;
    for (int entry = 0; entry < catalog.size(); entry++) {
      int needed = wanted.test(entry) ? catalog.chunkCount(entry) : 0;
      for (int piece = 0; piece < needed; piece++) {
        Digest digest = catalog.chunk(entry, piece);
        long chunk = index.find(digest, likely);
        if (chunk == ChunkIndex.ABSENT) {
          chunk = index.search(digest);
        }
        if (chunk == ChunkIndex.ABSENT) {
          throw missing(catalog, entry, digest, index.damage());
        }
        likely = chunk + 1;
        rows[row] = chunk << 32 | row;
        entries[row] = entry;
        pieces[row++] = piece;
      }
    }
    return sorted(catalog, index, new BitSet(), rows, entries, pieces);
  }

  /// Finds what is left of a frame in other packs than this one, and than those that were passed over
  /// for it before.
  ///
  /// @param from the first row that is left
  /// @return null if one of the chunks is in no other pack
  @Nullable RestorePlan elsewhere(int frame, int from) {
    BitSet passedOver = (BitSet) without.clone();
    passedOver.set(packNumber(frame));
    int count = endRow(frame) - from;
    long[] found = new long[count];
    int[] entries = new int[count];
    int[] pieces = new int[count];
    for (int row = 0; row < count; row++) {
      entries[row] = entry(from + row);
      pieces[row] = piece(from + row);
      long chunk = index.findElsewhere(catalog.chunk(entries[row], pieces[row]), passedOver);
      if (chunk == ChunkIndex.ABSENT) {
        return null;
      }
      found[row] = chunk << 32 | row;
    }
    return sorted(catalog, index, passedOver, found, entries, pieces);
  }

  private static RestorePlan sorted(
      Catalog catalog, ChunkIndex index, BitSet without, long[] rows, int[] entries, int[] pieces) {
    Arrays.sort(rows);
    RestorePlan plan = new RestorePlan(catalog, index, without, rows, entries, pieces);
    plan.groupByFrame();
    return plan;
  }

  private static HolotreeException missing(
      Catalog catalog, int entry, Digest digest, @Nullable HolotreeException damage) {
    if (damage != null) {
      return damage;
    }
    return new CorruptException(
        "the library",
        -1,
        "chunk " + digest + " of " + catalog.entry(entry).path().toString(),
        "none");
  }

  private void groupByFrame() {
    int pack = -1;
    int frame = -1;
    for (int row = 0; row < rows.length; row++) {
      long chunk = rows[row] >>> 32;
      int itsPack = index.packOf(chunk);
      PackFooter footer = index.pack(itsPack).footer();
      int number = (int) (chunk - index.firstChunk(itsPack));
      if (itsPack == pack && number < footer.firstChunk(frame + 1)) {
        continue;
      }
      pack = itsPack;
      frame = footer.frameOf(number);
      if (frames == frameRows.length) {
        frameRows = Arrays.copyOf(frameRows, frames * 2);
        framePacks = Arrays.copyOf(framePacks, frames * 2);
        frameNumbers = Arrays.copyOf(frameNumbers, frames * 2);
      }
      frameRows[frames] = row;
      framePacks[frames] = pack;
      frameNumbers[frames++] = frame;
    }
  }

  /// The catalog that is restored.
  Catalog catalog() {
    return catalog;
  }

  /// How many frames are read.
  int frames() {
    return frames;
  }

  /// The number of the pack that frame `frame` of the plan is in.
  int packNumber(int frame) {
    return framePacks[frame];
  }

  /// The pack that frame `frame` of the plan is in.
  PackReader pack(int frame) {
    return index.pack(framePacks[frame]);
  }

  /// Its number in that pack.
  int frameInPack(int frame) {
    return frameNumbers[frame];
  }

  /// Its first row.
  int firstRow(int frame) {
    return frameRows[frame];
  }

  /// The row after its last one.
  int endRow(int frame) {
    return frame + 1 < frames ? frameRows[frame + 1] : rows.length;
  }

  /// The chunk of a row, as a number in its pack.
  int chunkInPack(int frame, int row) {
    return (int) ((rows[row] >>> 32) - index.firstChunk(framePacks[frame]));
  }

  /// The file that a row fills.
  int entry(int row) {
    return rowEntries[(int) (rows[row] & LOW)];
  }

  /// Which piece of the file a row fills.
  int piece(int row) {
    return rowPieces[(int) (rows[row] & LOW)];
  }
}
