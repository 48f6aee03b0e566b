package holotree.engine.format;

import holotree.api.Digest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Writes a merged index from front to back, so that none is ever whole in memory. Not thread-safe.
///
/// The rows must be added before [#finish].
public final class MergedIndexWriter {

  /// Rows for each part of the fan-out, on average: few enough that one page holds a part.
  private static final int ROWS_A_PART_BITS = 4;

  private static final int BLOCK = 128 << 10;

  private final Consumer<MemorySegment> sink;
  private final MemorySegment block;
  private final int chunks;
  private final int fanOutBits;
  private final int[] fanOut;
  private CRC32C checksum = new CRC32C();
  private int filled;
  private int rows;
  private int parts;
  private long last;

  /// A writer of so many rows.
  ///
  /// @param sink takes the bytes, in order; the memory is the writer's again when it returns
  /// @param arena where the writer's memory is from
  public MergedIndexWriter(int chunks, Consumer<MemorySegment> sink, Arena arena) {
    this.sink = sink;
    this.block = arena.allocate(BLOCK);
    this.chunks = chunks;
    this.fanOutBits =
        Math.min(
            MergedIndexTrailer.MAX_FAN_OUT_BITS,
            Integer.SIZE - Integer.numberOfLeadingZeros(chunks >>> ROWS_A_PART_BITS));
    this.fanOut = new int[1 << fanOutBits];
  }

  /// Adds a row.
  ///
  /// @param prefix the first 8 bytes of the chunk's digest, not below those of the row before
  /// @param chunk the chunk's number: packs are counted one after the other
  public void addRow(long prefix, int chunk) {
    if (rows == chunks || (rows > 0 && Long.compareUnsigned(prefix, last) < 0)) {
      throw new IllegalArgumentException("row " + rows + " of " + chunks + " is not the next");
    }
    last = prefix;
    while (parts <= MergedIndex.part(prefix, fanOutBits)) {
      fanOut[parts++] = rows;
    }
    rows++;
    reserve(MergedIndex.ROW);
    block.set(Layouts.DIGEST_WORD, filled, prefix);
    block.set(Layouts.U32, filled + Long.BYTES, chunk);
    filled += MergedIndex.ROW;
  }

  /// Adds what follows the rows.
  ///
  /// @param packs the packs, in the order in which their chunks are counted
  /// @param packChunks how many chunks each of them has
  public void finish(Digest[] packs, int[] packChunks) {
    if (rows != chunks || Arrays.stream(packChunks).asLongStream().sum() != chunks) {
      throw new IllegalStateException(rows + " rows of " + chunks);
    }
    Arrays.fill(fanOut, parts, fanOut.length, rows);
    for (int row : fanOut) {
      reserve(Integer.BYTES);
      block.set(Layouts.U32, filled, row);
      filled += Integer.BYTES;
    }
    int rowsChecksum = flush();
    for (int pack = 0; pack < packs.length; pack++) {
      reserve(MergedIndex.PACK_ROW);
      MemorySegment.copy(
          packs[pack].toBytes(), 0, block, ValueLayout.JAVA_BYTE, filled, Digest.BYTES);
      block.set(Layouts.U32, filled + Digest.BYTES, packChunks[pack]);
      filled += MergedIndex.PACK_ROW;
    }
    int packsChecksum = flush();
    new MergedIndexTrailer(chunks, packs.length, fanOutBits, rowsChecksum, packsChecksum)
        .write(block);
    filled = MergedIndexTrailer.BYTES;
    flush();
  }

  private void reserve(int length) {
    if (filled + length > BLOCK) {
      pass();
    }
  }

  private void pass() {
    MemorySegment bytes = block.asSlice(0, filled);
    checksum.update(bytes.asByteBuffer());
    sink.accept(bytes);
    filled = 0;
  }

  /// Passes on what there is and ends the checksum under way.
  private int flush() {
    pass();
    int value = (int) checksum.getValue();
    checksum = new CRC32C();
    return value;
  }
}
