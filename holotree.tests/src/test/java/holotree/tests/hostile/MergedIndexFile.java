package holotree.tests.hostile;

import java.util.Arrays;

/// Merged indexes of one row, as `docs/FORMAT.md` describes them, every number to be chosen.
final class MergedIndexFile {

  private MergedIndexFile() {}

  /// An index that says where a chunk is.
  ///
  /// @param chunk its digest
  /// @param pack the pack's
  /// @param number the chunk's in the pack
  /// @param chunks how many the pack has
  static byte[] of(byte[] chunk, byte[] pack, int number, int chunks) {
    ByteSink rows = new ByteSink();
    // Every chunk has a row; all but the first are of chunks that nobody asks for.
    for (int row = 0; row < Math.min(chunks, 100); row++) {
      rows.bytes(row == 0 ? Arrays.copyOf(chunk, 8) : lastPrefix()).u32(row == 0 ? number : row);
    }
    return index(rows.u32(0), pack, chunks, chunks, 1, 0);
  }

  /// An index whose trailer states other numbers than there are.
  static byte[] stating(long chunks, long packs, int bits) {
    ByteSink rows = new ByteSink().bytes(new byte[12]).u32(0);
    return index(rows, new byte[32], 1, chunks, packs, bits);
  }

  /// An index whose fan-out leads to a row.
  static byte[] fanningOutTo(int row) {
    ByteSink rows = new ByteSink().bytes(new byte[12]).u32(row);
    return index(rows, new byte[32], 1, 1, 1, 0);
  }

  private static byte[] lastPrefix() {
    byte[] prefix = new byte[8];
    Arrays.fill(prefix, (byte) -1);
    return prefix;
  }

  private static byte[] index(
      ByteSink rows, byte[] pack, long packChunks, long chunks, long packs, int bits) {
    byte[] table = new ByteSink().bytes(pack).u32(packChunks).toBytes();
    ByteSink trailer =
        new ByteSink()
            .u32(chunks)
            .u32(packs)
            .u32(bits)
            .u32(ByteSink.crc(rows.toBytes()))
            .u32(ByteSink.crc(table))
            .u32(1)
            .crc()
            .ascii("HTCINDEX");
    return new ByteSink().bytes(rows.toBytes()).bytes(table).bytes(trailer.toBytes()).toBytes();
  }
}
