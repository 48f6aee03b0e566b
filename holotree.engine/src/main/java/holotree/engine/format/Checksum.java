package holotree.engine.format;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/// CRC-32C (RFC 3720, appendix B.4), which finds what a disk or a wire has damaged. It proves nothing
/// against an attacker; digests do.
public final class Checksum {

  // A buffer holds fewer than 2^31 bytes.
  private static final long BLOCK = 1L << 30;

  private Checksum() {}

  /// The checksum of `bytes`, however many.
  public static int of(MemorySegment bytes) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < bytes.byteSize(); at += BLOCK) {
      crc.update(bytes.asSlice(at, Math.min(BLOCK, bytes.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }
}
