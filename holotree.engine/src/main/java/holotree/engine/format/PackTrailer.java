package holotree.engine.format;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.lang.foreign.MemorySegment;

/// The last bytes of a pack, from which reading begins:
///
/// ```
///  0  u64  footer's offset in the pack
///  8  u64  footer's length
/// 16  u32  frames
/// 20  u32  chunks
/// 24  u32  CRC-32C of the footer
/// 28  u32  version, 1
/// 32  u32  0
/// 36  u32  CRC-32C of bytes 0 to 35
/// 40  u64  magic "HTSEALED"
/// ```
///
/// @param footerOffset bytes from the start of the pack
/// @param footerLength bytes
/// @param frames how many frames the pack has
/// @param chunks how many chunks they hold together
/// @param footerChecksum CRC-32C of the footer
public record PackTrailer(
    long footerOffset, long footerLength, int frames, int chunks, int footerChecksum) {

  /// Length of the trailer, bytes.
  public static final int BYTES = 48;

  private static final long MAGIC = 0x44454C4145535448L;

  /// Writes the trailer to the first 48 bytes of `into`.
  public void write(MemorySegment into) {
    into.set(Layouts.U64, 0, footerOffset);
    into.set(Layouts.U64, 8, footerLength);
    into.set(Layouts.U32, 16, frames);
    into.set(Layouts.U32, 20, chunks);
    into.set(Layouts.U32, 24, footerChecksum);
    into.set(Layouts.U32, 28, PackHeader.VERSION);
    into.set(Layouts.U32, 32, 0);
    into.set(Layouts.U32, 36, Checksum.of(into.asSlice(0, 36)));
    into.set(Layouts.U64, 40, MAGIC);
  }

  /// Reads the trailer in the first 48 bytes of `from`.
  ///
  /// @param file the pack, for messages
  /// @param size the pack's length, bytes
  /// @throws CorruptException if the pack is cut short, or its trailer damaged or at odds with its size
  /// @throws FormatVersionException if this release cannot read the pack
  public static PackTrailer read(MemorySegment from, String file, long size) {
    long offset = size - BYTES;
    if (from.get(Layouts.U64, 40) != MAGIC) {
      throw new CorruptException(
          file, offset, "a sealed pack's trailer", "other bytes (cut short, or no pack)");
    }
    if (from.get(Layouts.U32, 36) != Checksum.of(from.asSlice(0, 36))
        || from.get(Layouts.U32, 32) != 0) {
      throw new CorruptException(file, offset, "a pack's trailer", "one that is damaged");
    }
    int version = from.get(Layouts.U32, 28);
    if (version != PackHeader.VERSION) {
      throw new FormatVersionException(
          file, Integer.toUnsignedLong(version), PackHeader.VERSION, PackHeader.VERSION);
    }
    PackTrailer trailer =
        new PackTrailer(
            from.get(Layouts.U64, 0),
            from.get(Layouts.U64, 8),
            from.get(Layouts.U32, 16),
            from.get(Layouts.U32, 20),
            from.get(Layouts.U32, 24));
    if (trailer.frames < 0
        || trailer.chunks < 0
        || trailer.footerOffset < PackHeader.BYTES
        || trailer.footerLength != PackFooter.length(trailer.frames, trailer.chunks)
        || trailer.footerOffset != offset - trailer.footerLength) {
      throw new CorruptException(
          file, offset, "a footer that ends where the trailer begins", trailer.toString());
    }
    if (trailer.frames > PackFooter.MAX_CHUNKS || trailer.chunks > PackFooter.MAX_CHUNKS) {
      throw new CorruptException(
          file,
          offset + 16,
          "at most " + PackFooter.MAX_CHUNKS + " frames and chunks",
          trailer.frames + " frames and " + trailer.chunks + " chunks");
    }
    return trailer;
  }
}
