package holotree.engine.format;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The integers that structures are made of, and the words of a digest.
final class Layouts {

  /// 32 bits, little-endian, at any address.
  static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// 64 bits, little-endian, at any address.
  static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// 8 bytes of a digest as an unsigned number, which orders as the bytes do.
  static final ValueLayout.OfLong DIGEST_WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private Layouts() {}
}
