package holotree.engine.format;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/// CRC-32C (RFC 3720, appendix B.4), which finds what a disk or a wire has damaged. It proves nothing
/// against an attacker; digests do.
public final class Checksum {

  private Checksum() {}

  /// The checksum of `bytes`.
  public static int of(MemorySegment bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.asByteBuffer());
    return (int) crc.getValue();
  }
}
