package holotree.codec.zstd;

import holotree.api.codec.FrameDecoder.DamagedFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Checks the header of a Zstandard frame before the native library sees it. RFC 8878, section
/// 3.1.1.
final class ZstdFrameHeader {

  private static final int MAGIC = 0xFD2FB528;
  private static final int MAGIC_BYTES = 4;

  // What RFC 8878, section 3.1.1.1.2, advises decoders to support; twice the longest plain length.
  private static final long MAX_WINDOW = 8 << 20;

  private static final int SINGLE_SEGMENT = 0x20;
  private static final int RESERVED = 0x08;
  private static final int DICTIONARY_SIZE = 0x03;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ZstdFrameHeader() {}

  /// Requires a frame, not a skippable one, of `plainLength` bytes that needs no dictionary and no
  /// window over 8 MiB.
  static void require(MemorySegment frame, long plainLength) throws DamagedFrame {
    if (frame.byteSize() <= MAGIC_BYTES || frame.get(INT, 0) != MAGIC) {
      throw new DamagedFrame("it is no Zstandard frame");
    }
    int descriptor = frame.get(ValueLayout.JAVA_BYTE, MAGIC_BYTES);
    if ((descriptor & RESERVED) != 0) {
      throw new DamagedFrame("its header has the reserved bit set");
    }
    if ((descriptor & DICTIONARY_SIZE) != 0) {
      throw new DamagedFrame("it needs a dictionary");
    }
    boolean single = (descriptor & SINGLE_SEGMENT) != 0;
    int sizeAt = MAGIC_BYTES + (single ? 1 : 2);
    int sizeBytes = sizeBytes(descriptor >> 6 & 3, single);
    if (frame.byteSize() < sizeAt + sizeBytes) {
      throw new DamagedFrame("it ends within its header");
    }
    if (!single) {
      requireWindow(frame.get(ValueLayout.JAVA_BYTE, MAGIC_BYTES + 1) & 0xFF);
    }
    requireSize(frame, sizeAt, sizeBytes, plainLength);
  }

  private static int sizeBytes(int flag, boolean single) {
    return flag == 0 ? (single ? 1 : 0) : 1 << flag;
  }

  private static void requireWindow(int descriptor) throws DamagedFrame {
    long base = 1L << (10 + (descriptor >> 3));
    long window = base + base / 8 * (descriptor & 7);
    if (window > MAX_WINDOW) {
      throw new DamagedFrame("it needs a window of " + window + " bytes");
    }
  }

  private static void requireSize(MemorySegment frame, int at, int bytes, long plainLength)
      throws DamagedFrame {
    long size =
        switch (bytes) {
          case 1 -> frame.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
          case 2 -> (frame.get(SHORT, at) & 0xFFFF) + 256;
          case 4 -> Integer.toUnsignedLong(frame.get(INT, at));
          case 8 -> frame.get(LONG, at);
          default -> throw new DamagedFrame("it does not state its content size");
        };
    if (size != plainLength) {
      throw new DamagedFrame(
          "it states " + Long.toUnsignedString(size) + " bytes, not " + plainLength);
    }
  }
}
