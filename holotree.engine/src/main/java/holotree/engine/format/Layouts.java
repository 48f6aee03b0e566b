package holotree.engine.format;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The two integers that structures are made of.
final class Layouts {

  /// 32 bits, little-endian, at any address.
  static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// 64 bits, little-endian, at any address.
  static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Layouts() {}
}
