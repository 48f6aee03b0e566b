package holotree.engine.format;

import holotree.api.Catalog;
import holotree.api.codec.CodecId;
import holotree.api.error.CorruptException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// What stands before each frame's payload:
///
/// ```
///  0  u32  magic "HTFR"
///  4  8    codec id, NUL-padded
/// 12  u32  plain length, 0 to 4 MiB
/// 16  u32  encoded length
/// 20  u32  chunks in the frame
/// 24  u32  CRC-32C of the payload
/// 28  u32  CRC-32C of bytes 0 to 27
/// ```
///
/// @param codec the codec the payload was encoded with
/// @param plainLength length once decoded, bytes
/// @param encodedLength length of the payload, bytes
/// @param chunks how many chunks it holds
/// @param payloadChecksum CRC-32C of the payload, so that no native decoder meets a damaged one
public record FrameHeader(
    CodecId codec, int plainLength, int encodedLength, int chunks, int payloadChecksum) {

  /// Length of the header, bytes.
  public static final int BYTES = 32;

  /// No frame is longer once decoded, bytes.
  public static final int MAX_PLAIN = Catalog.CHUNK_BYTES;

  // A codec may lengthen what it cannot shorten, but not by more than this, bytes.
  private static final int MAX_ENCODED = MAX_PLAIN + (MAX_PLAIN >> 2) + (64 << 10);

  private static final int MAGIC = 0x52465448;

  /// Writes the header to the first 32 bytes of `into`.
  public void write(MemorySegment into) {
    into.set(Layouts.U32, 0, MAGIC);
    MemorySegment.copy(codec.toBytes(), 0, into, ValueLayout.JAVA_BYTE, 4, CodecId.BYTES);
    into.set(Layouts.U32, 12, plainLength);
    into.set(Layouts.U32, 16, encodedLength);
    into.set(Layouts.U32, 20, chunks);
    into.set(Layouts.U32, 24, payloadChecksum);
    into.set(Layouts.U32, 28, Checksum.of(into.asSlice(0, 28)));
  }

  /// Reads the header in the first 32 bytes of `from`.
  ///
  /// @param file the file it is in, for messages
  /// @param offset where it stands in the file, bytes
  /// @throws CorruptException if it is damaged or states impossible lengths
  public static FrameHeader read(MemorySegment from, String file, long offset) {
    int sum = Checksum.of(from.asSlice(0, 28));
    int stated = from.get(Layouts.U32, 28);
    if (from.get(Layouts.U32, 0) != MAGIC || sum != stated) {
      throw new CorruptException(
          file,
          offset,
          "a frame header",
          "other bytes (checksum " + Integer.toHexString(sum) + ")");
    }
    byte[] id = from.asSlice(4, CodecId.BYTES).toArray(ValueLayout.JAVA_BYTE);
    int length = 0;
    while (length < id.length && id[length] != 0) {
      length++;
    }
    for (int at = length; at < id.length; at++) {
      if (id[at] != 0) {
        throw new CorruptException(file, offset + 4, "a codec id, padded with NUL", "other bytes");
      }
    }
    FrameHeader header;
    try {
      header =
          new FrameHeader(
              new CodecId(new String(id, 0, length, StandardCharsets.US_ASCII)),
              from.get(Layouts.U32, 12),
              from.get(Layouts.U32, 16),
              from.get(Layouts.U32, 20),
              from.get(Layouts.U32, 24));
    } catch (IllegalArgumentException badId) {
      throw new CorruptException(
          file, offset + 4, "a codec id", String.valueOf(badId.getMessage()), badId);
    }
    if (header.plainLength < 0
        || header.plainLength > MAX_PLAIN
        || header.encodedLength < 0
        || header.encodedLength > MAX_ENCODED
        || header.chunks < 0) {
      throw new CorruptException(
          file,
          offset + 12,
          "lengths up to " + MAX_PLAIN,
          Integer.toUnsignedString(header.plainLength)
              + " and "
              + Integer.toUnsignedString(header.encodedLength));
    }
    return header;
  }
}
