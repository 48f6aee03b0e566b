package holotree.engine.format;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.lang.foreign.MemorySegment;

/// The last bytes of a merged index, from which reading begins:
///
/// ```
///  0  u32  chunks
///  4  u32  packs
///  8  u32  bits of the fan-out
/// 12  u32  CRC-32C of rows and fan-out
/// 16  u32  CRC-32C of the pack table
/// 20  u32  version, 1
/// 24  u32  CRC-32C of bytes 0 to 23
/// 28  u64  magic "HTCINDEX"
/// ```
///
/// @param chunks how many rows there are, one for each chunk
/// @param packs how many packs they are in
/// @param fanOutBits how many leading bits of a digest choose its part of the rows
/// @param rowsChecksum CRC-32C of rows and fan-out
/// @param packsChecksum CRC-32C of the pack table
record MergedIndexTrailer(
    int chunks, int packs, int fanOutBits, int rowsChecksum, int packsChecksum) {

  /// Length of the trailer, bytes.
  static final int BYTES = 36;

  /// The version written, and the only one so far.
  static final int VERSION = 1;

  static final int MAX_FAN_OUT_BITS = 24;

  private static final long MAGIC = 0x5845444E49435448L;

  /// Writes the trailer to the first 36 bytes of `into`.
  void write(MemorySegment into) {
    into.set(Layouts.U32, 0, chunks);
    into.set(Layouts.U32, 4, packs);
    into.set(Layouts.U32, 8, fanOutBits);
    into.set(Layouts.U32, 12, rowsChecksum);
    into.set(Layouts.U32, 16, packsChecksum);
    into.set(Layouts.U32, 20, VERSION);
    into.set(Layouts.U32, 24, Checksum.of(into.asSlice(0, 24)));
    into.set(Layouts.U64, 28, MAGIC);
  }

  /// Reads the trailer at the end of `bytes`.
  ///
  /// @param bytes the whole index
  /// @param file where it is, for messages
  /// @throws CorruptException if it is cut short, or its trailer damaged or at odds with its length
  /// @throws FormatVersionException if this release cannot read it
  static MergedIndexTrailer read(MemorySegment bytes, String file) {
    long offset = bytes.byteSize() - BYTES;
    if (offset < 0 || bytes.get(Layouts.U64, offset + 28) != MAGIC) {
      throw new CorruptException(
          file, Math.max(0, offset), "a merged index's trailer", "other bytes");
    }
    MemorySegment from = bytes.asSlice(offset);
    if (from.get(Layouts.U32, 24) != Checksum.ofMapped(from.asSlice(0, 24))) {
      throw new CorruptException(file, offset, "a merged index's trailer", "one that is damaged");
    }
    int version = from.get(Layouts.U32, 20);
    if (version != VERSION) {
      throw new FormatVersionException(file, Integer.toUnsignedLong(version), VERSION, VERSION);
    }
    MergedIndexTrailer trailer =
        new MergedIndexTrailer(
            from.get(Layouts.U32, 0),
            from.get(Layouts.U32, 4),
            from.get(Layouts.U32, 8),
            from.get(Layouts.U32, 12),
            from.get(Layouts.U32, 16));
    if (trailer.chunks < 0
        || trailer.packs < 0
        || trailer.fanOutBits < 0
        || trailer.fanOutBits > MAX_FAN_OUT_BITS
        || trailer.packsOffset() + (long) trailer.packs * MergedIndex.PACK_ROW != offset) {
      throw new CorruptException(
          file, offset, "tables that end where the trailer begins", trailer.toString());
    }
    if (trailer.chunks > MergedIndex.MAX_CHUNKS || trailer.packs > MergedIndex.MAX_PACKS) {
      throw new CorruptException(
          file,
          offset,
          "at most " + MergedIndex.MAX_CHUNKS + " chunks of " + MergedIndex.MAX_PACKS + " packs",
          trailer.chunks + " chunks of " + trailer.packs);
    }
    return trailer;
  }

  /// Where the fan-out is, bytes from the start of the file.
  long fanOutOffset() {
    return (long) chunks * MergedIndex.ROW;
  }

  /// Where the pack table is, bytes from the start of the file.
  long packsOffset() {
    return fanOutOffset() + ((long) Integer.BYTES << fanOutBits);
  }
}
