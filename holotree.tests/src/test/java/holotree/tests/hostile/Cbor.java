package holotree.tests.hostile;

/// Values of RFC 8949, one by one, so that any rule can be broken.
final class Cbor {

  static final int U16 = 69;
  static final int U32 = 70;
  static final int U64 = 71;
  static final int S64 = 79;

  private Cbor() {}

  /// A head, as short as it can be.
  static byte[] head(int major, long argument) {
    ByteSink head = new ByteSink();
    int type = major << 5;
    if (Long.compareUnsigned(argument, 24) < 0) {
      head.u8(type | (int) argument);
    } else if (Long.compareUnsigned(argument, 1 << 8) < 0) {
      head.u8(type | 24).u8((int) argument);
    } else if (Long.compareUnsigned(argument, 1 << 16) < 0) {
      head.u8(type | 25).u8((int) (argument >>> 8)).u8((int) argument);
    } else if (Long.compareUnsigned(argument, 1L << 32) < 0) {
      bigEndian(head.u8(type | 26), argument, 4);
    } else {
      bigEndian(head.u8(type | 27), argument, 8);
    }
    return head.toBytes();
  }

  static byte[] number(long value) {
    return value < 0 ? head(1, -1 - value) : head(0, value);
  }

  static byte[] bytes(byte[] value) {
    return new ByteSink().bytes(head(2, value.length)).bytes(value).toBytes();
  }

  static byte[] column(int tag, byte[] value) {
    return new ByteSink().bytes(head(6, tag)).bytes(bytes(value)).toBytes();
  }

  private static void bigEndian(ByteSink into, long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      into.u8((int) (value >>> shift));
    }
  }
}
