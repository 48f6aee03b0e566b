package holotree.engine.format;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/// One index over the chunks of many packs, read in place from mapped memory. With N chunks, P packs
/// and b bits:
///
/// ```
/// rows     N x 12      first 8 bytes of the chunk's digest, u32 number of the chunk; ascending
/// fan-out  2^b x u32   first row whose digest begins with these b bits, or with higher ones
/// packs    P x 36      digest of the pack, u32 number of its chunks
/// trailer  36          MergedIndexTrailer
/// ```
///
/// It is a cache, and a hint: a row names a chunk that may have a digest, and the footer of the chunk's
/// pack says whether it has. So opening checks trailer and pack table alone, and damaged rows cost a
/// chunk that is not found here, never a wrong answer.
///
/// Immutable and thread-safe for as long as the memory is mapped.
public final class MergedIndex {

  /// An index has at most so many rows. As with a pack, the length of its file bounds nothing.
  public static final int MAX_CHUNKS = 1 << 28;

  /// An index is of at most so many packs.
  public static final int MAX_PACKS = 1 << 18;

  static final int ROW = 12;
  static final int PACK_ROW = Digest.BYTES + Integer.BYTES;

  private final MemorySegment bytes;
  private final MergedIndexTrailer trailer;
  private final Digest[] packs;
  private final int[] firstChunks;

  /// A view of `bytes`.
  ///
  /// @param file where it is, for messages
  /// @param bytes the whole index
  /// @throws CorruptException if it is cut short, or the trailer or pack table damaged
  /// @throws holotree.api.error.FormatVersionException if this release cannot read it
  /// @throws InternalError if the file has the bytes no longer, or its disk cannot read them
  public MergedIndex(String file, MemorySegment bytes) {
    this.bytes = bytes;
    this.trailer = MergedIndexTrailer.read(bytes, file);
    this.packs = new Digest[trailer.packs()];
    this.firstChunks = new int[trailer.packs() + 1];
    long at = trailer.packsOffset();
    MemorySegment table = bytes.asSlice(at, (long) trailer.packs() * PACK_ROW);
    if (Checksum.ofMapped(table) != trailer.packsChecksum()) {
      throw new CorruptException(
          file, at, "a pack table with the trailer's checksum", "another checksum");
    }
    long chunks = 0;
    byte[] digest = new byte[Digest.BYTES];
    for (int pack = 0; pack < packs.length; pack++) {
      long row = (long) pack * PACK_ROW;
      MemorySegment.copy(table, ValueLayout.JAVA_BYTE, row, digest, 0, digest.length);
      packs[pack] = Digest.at(digest, 0);
      chunks += Integer.toUnsignedLong(table.get(Layouts.U32, row + Digest.BYTES));
      firstChunks[pack + 1] = (int) Math.min(chunks, Integer.MAX_VALUE);
    }
    if (chunks != trailer.chunks()) {
      throw new CorruptException(
          file, at, "packs of " + trailer.chunks() + " chunks", "packs of " + chunks);
    }
  }

  /// The number of rows: one for each chunk of its packs.
  public int rows() {
    return trailer.chunks();
  }

  /// The number of packs.
  public int packs() {
    return packs.length;
  }

  /// The digest that names a pack.
  public Digest pack(int pack) {
    return packs[pack];
  }

  /// The number of a pack's first chunk; the number of chunks for the pack after the last.
  public int firstChunk(int pack) {
    return firstChunks[pack];
  }

  /// How many chunks a pack has.
  public int chunks(int pack) {
    return firstChunks[pack + 1] - firstChunks[pack];
  }

  /// The pack that holds a chunk.
  public int packOf(int chunk) {
    int low = 0;
    int high = packs.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstChunks[middle] <= chunk) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The first row that may be of a chunk with this digest; those after it may be, too, for as long as
  /// [#begins] says so.
  public int firstRow(Digest digest) {
    int part = part(digest.first(), trailer.fanOutBits());
    int low = fanOut(part);
    int high = part + 1 == 1 << trailer.fanOutBits() ? rows() : fanOut(part + 1);
    if (low < 0 || low > high || high > rows()) {
      return rows();
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(prefix(middle), digest.first()) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Whether there is such a row, and it is of a chunk whose digest begins as this one does.
  public boolean begins(int row, Digest digest) {
    return row < rows() && prefix(row) == digest.first();
  }

  /// The first 8 bytes of the digest of a row's chunk.
  public long prefix(int row) {
    return bytes.get(Layouts.DIGEST_WORD, (long) row * ROW);
  }

  /// The number of a row's chunk: packs are counted one after the other. -1 if the row is damaged.
  public int chunk(int row) {
    int chunk = bytes.get(Layouts.U32, (long) row * ROW + Long.BYTES);
    return chunk < rows() ? Math.max(chunk, -1) : -1;
  }

  /// Whether every row is as it was written, so that another index can be made from them. Reads all.
  public boolean isIntact() {
    try {
      return Checksum.ofMapped(bytes.asSlice(0, trailer.packsOffset())) == trailer.rowsChecksum()
          && isInOrder();
    } catch (InternalError _) {
      return false;
    }
  }

  private boolean isInOrder() {
    BitSet seen = new BitSet(rows());
    for (int row = 0; row < rows(); row++) {
      int chunk = chunk(row);
      if (chunk < 0 || seen.get(chunk)) {
        return false;
      }
      seen.set(chunk);
      if (row > 0 && Long.compareUnsigned(prefix(row - 1), prefix(row)) > 0) {
        return false;
      }
    }
    return true;
  }

  /// The part of the rows that a digest is in.
  static int part(long prefix, int bits) {
    return bits == 0 ? 0 : (int) (prefix >>> (Long.SIZE - bits));
  }

  private int fanOut(int part) {
    return bytes.get(Layouts.U32, trailer.fanOutOffset() + (long) part * Integer.BYTES);
  }
}
