package holotree.engine.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;

/// CRC-32C (RFC 3720, appendix B.4), which finds what a disk or a wire has damaged. It proves nothing
/// against an attacker; digests do.
public final class Checksum {

  // A buffer holds fewer than 2^31 bytes.
  private static final long BLOCK = 1L << 30;
  private static final int MAPPED_BLOCK = 64 << 10;

  private Checksum() {}

  /// The checksum of `bytes`, however many; they are not mapped.
  public static int of(MemorySegment bytes) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < bytes.byteSize(); at += BLOCK) {
      crc.update(bytes.asSlice(at, Math.min(BLOCK, bytes.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  /// The checksum of mapped bytes, however many.
  ///
  /// @throws InternalError if the file has them no longer, or its disk cannot read them
  static int ofMapped(MemorySegment bytes) {
    // The runtime computes a checksum in native code, where a page that cannot be read ends the
    // process. Copying a page is guarded.
    byte[] block = new byte[(int) Math.min(MAPPED_BLOCK, bytes.byteSize())];
    CRC32C crc = new CRC32C();
    for (long at = 0; at < bytes.byteSize(); at += block.length) {
      int length = (int) Math.min(block.length, bytes.byteSize() - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, block, 0, length);
      crc.update(block, 0, length);
    }
    return (int) crc.getValue();
  }
}
