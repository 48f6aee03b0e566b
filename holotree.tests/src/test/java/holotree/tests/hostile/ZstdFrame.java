package holotree.tests.hostile;

/// Zstandard frames by hand (RFC 8878), made of blocks that repeat one byte.
final class ZstdFrame {

  private static final int MAGIC = 0xFD2FB528;
  private static final int LONGEST_BLOCK = 128 << 10;
  private static final int RLE = 1;

  private ZstdFrame() {}

  /// A frame of `length` zeros.
  static byte[] zeros(long length) {
    return stating(length, length);
  }

  /// A frame of `length` zeros that says it holds `stated` bytes.
  static byte[] stating(long stated, long length) {
    // A content size of 8 bytes, and a window of 8 MiB.
    return new ByteSink()
        .u32(MAGIC)
        .u8(0xC0)
        .u8(13 << 3)
        .u64(stated)
        .bytes(blocks(length))
        .toBytes();
  }

  /// The same with a window of 2 to the `exponent`.
  static byte[] windowed(int exponent, long length) {
    return new ByteSink()
        .u32(MAGIC)
        .u8(0xC0)
        .u8((exponent - 10) << 3)
        .u64(length)
        .bytes(blocks(length))
        .toBytes();
  }

  /// A frame that does not say how long it is.
  static byte[] silent(long length) {
    return new ByteSink().u32(MAGIC).u8(0).u8(13 << 3).bytes(blocks(length)).toBytes();
  }

  /// A frame that needs a dictionary.
  static byte[] withDictionary(long length) {
    return new ByteSink()
        .u32(MAGIC)
        .u8(0xC1)
        .u8(13 << 3)
        .u8(7)
        .u64(length)
        .bytes(blocks(length))
        .toBytes();
  }

  /// A frame with a block of a type.
  static byte[] withBlock(int type, long length) {
    return new ByteSink()
        .u32(MAGIC)
        .u8(0xC0)
        .u8(13 << 3)
        .u64(length)
        .u16(1 | type << 1 | (int) length << 3)
        .u8((int) (length >> 13))
        .u8(0)
        .toBytes();
  }

  /// A frame with the reserved bit of its header set.
  static byte[] reserved(long length) {
    return new ByteSink()
        .u32(MAGIC)
        .u8(0xC8)
        .u8(13 << 3)
        .u64(length)
        .bytes(blocks(length))
        .toBytes();
  }

  /// A skippable frame of 4 bytes.
  static byte[] skippable() {
    return new ByteSink().u32(0x184D2A50).u32(4).u32(0).toBytes();
  }

  private static byte[] blocks(long length) {
    ByteSink blocks = new ByteSink();
    long left = length;
    do {
      int size = (int) Math.min(left, LONGEST_BLOCK);
      left -= size;
      int head = (left == 0 ? 1 : 0) | RLE << 1 | size << 3;
      blocks.u16(head).u8(head >>> 16).u8(0);
    } while (left > 0);
    return blocks.toBytes();
  }
}
