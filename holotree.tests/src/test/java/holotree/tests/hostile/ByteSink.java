package holotree.tests.hostile;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32C;

/// Bytes as the formats have them: little-endian, checksums where they belong. Shares no code with what
/// is tested.
final class ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ByteSink u8(int value) {
    bytes.write(value);
    return this;
  }

  ByteSink u16(int value) {
    return u8(value).u8(value >>> 8);
  }

  ByteSink u32(long value) {
    return u16((int) value).u16((int) (value >>> 16));
  }

  ByteSink u64(long value) {
    return u32(value).u32(value >>> 32);
  }

  ByteSink ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      u8(text.charAt(i));
    }
    return this;
  }

  ByteSink bytes(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /// The checksum of everything so far.
  ByteSink crc() {
    return u32(crc(toBytes()));
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  static long crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }
}
