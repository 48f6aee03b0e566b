package holotree.engine.format;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.lang.foreign.MemorySegment;

/// The first bytes of a pack:
///
/// ```
///  0  u64  magic "HTPACK\r\n": the line end shows a transfer that changed it
///  8  u32  version, 1
/// 12  u32  CRC-32C of bytes 0 to 11
/// ```
public final class PackHeader {

  /// Length of the header, bytes.
  public static final int BYTES = 16;

  /// The version written, and the only one so far.
  public static final int VERSION = 1;

  private static final long MAGIC = 0x0A0D4B4341505448L;

  private PackHeader() {}

  /// Writes the header to the first 16 bytes of `into`.
  public static void write(MemorySegment into) {
    into.set(Layouts.U64, 0, MAGIC);
    into.set(Layouts.U32, 8, VERSION);
    into.set(Layouts.U32, 12, Checksum.of(into.asSlice(0, 12)));
  }

  /// Checks the header in the first 16 bytes of `from`.
  ///
  /// @param file the pack, for messages
  /// @throws CorruptException if it is no pack's header
  /// @throws FormatVersionException if this release cannot read the pack
  public static void check(MemorySegment from, String file) {
    if (from.get(Layouts.U64, 0) != MAGIC
        || from.get(Layouts.U32, 12) != Checksum.of(from.asSlice(0, 12))) {
      throw new CorruptException(file, 0, "a pack's header", "other bytes");
    }
    int version = from.get(Layouts.U32, 8);
    if (version != VERSION) {
      throw new FormatVersionException(file, Integer.toUnsignedLong(version), VERSION, VERSION);
    }
  }
}
