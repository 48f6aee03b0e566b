package holotree.tests.kit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Makes a change to a file look intended.
public final class Checksums {

  private Checksums() {}

  /// Puts the CRC-32C of `length` bytes from `offset` behind them, as the formats do.
  public static void putCrc32c(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(offset + length, (int) crc.getValue());
  }
}
