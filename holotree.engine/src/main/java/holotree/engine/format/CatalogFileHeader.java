package holotree.engine.format;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.lang.foreign.MemorySegment;

/// The first bytes of a catalog's file; frames of up to 4 MiB plain follow, as in a pack:
///
/// ```
///  0  u64  magic "HTCATLG\n"
///  8  u32  version, 1
/// 12  u32  frames
/// 16  u64  plain length of all frames, bytes
/// 24  u32  0
/// 28  u32  CRC-32C of bytes 0 to 27
/// ```
///
/// @param frames how many frames follow
/// @param plainLength their length once decoded, bytes
public record CatalogFileHeader(int frames, long plainLength) {

  /// Length of the header, bytes.
  public static final int BYTES = 32;

  private static final long MAGIC = 0x0A474C5441435448L;
  private static final int VERSION = 1;

  /// No catalog is longer once decoded, bytes: about 2.5 million entries.
  public static final long MAX_PLAIN = 256L << 20;

  private static final long MAX_RATIO = 1024;

  /// Writes the header to the first 32 bytes of `into`.
  public void write(MemorySegment into) {
    into.set(Layouts.U64, 0, MAGIC);
    into.set(Layouts.U32, 8, VERSION);
    into.set(Layouts.U32, 12, frames);
    into.set(Layouts.U64, 16, plainLength);
    into.set(Layouts.U32, 24, 0);
    into.set(Layouts.U32, 28, Checksum.of(into.asSlice(0, 28)));
  }

  /// Reads the header in the first 32 bytes of `from`.
  ///
  /// @param file the catalog, for messages
  /// @param size the file's length, bytes
  /// @throws CorruptException if it is damaged or at odds with the file's size
  /// @throws FormatVersionException if this release cannot read the catalog
  public static CatalogFileHeader read(MemorySegment from, String file, long size) {
    if (from.get(Layouts.U64, 0) != MAGIC
        || from.get(Layouts.U32, 28) != Checksum.of(from.asSlice(0, 28))
        || from.get(Layouts.U32, 24) != 0) {
      throw new CorruptException(file, 0, "a catalog's header", "other bytes");
    }
    int version = from.get(Layouts.U32, 8);
    if (version != VERSION) {
      throw new FormatVersionException(file, Integer.toUnsignedLong(version), VERSION, VERSION);
    }
    CatalogFileHeader header =
        new CatalogFileHeader(from.get(Layouts.U32, 12), from.get(Layouts.U64, 16));
    // Each frame needs a header, and holds at most 4 MiB. Digests alone keep a catalog from being
    // encoded to a thousandth, so a header cannot ask for memory that its file does not justify.
    if (header.frames < 1
        || header.frames > size / FrameHeader.BYTES
        || header.plainLength < 1
        || header.plainLength > (long) header.frames * FrameHeader.MAX_PLAIN
        || header.plainLength > Math.min(MAX_PLAIN, MAX_RATIO * size)) {
      throw new CorruptException(file, 12, "lengths that fit the file", header.toString());
    }
    return header;
  }
}
