package holotree.fuzz;

import holotree.api.Digest;
import holotree.engine.format.MergedIndex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A merged index, and lookups in it.
public final class MergedIndexTarget {

  private static final int TRAILER = 36;
  private static final int PACK_ROW = 36;
  private static final int LOOKUPS = 64;

  private MergedIndexTarget() {}

  /// Reads the input as an index, as it is and with its checksums put right.
  public static void fuzzerTestOneInput(byte[] input) {
    Property.parsedOrRefused(() -> read(input));
    long trailer = input.length - (long) TRAILER;
    if (trailer >= 0) {
      long packs = Property.u64(input, trailer + 4) & 0xFFFF_FFFFL;
      long table = trailer - packs * PACK_ROW;
      byte[] rows = Property.withChecksum(input, 0, table, trailer + 12);
      byte[] whole = Property.withChecksum(rows, table, packs * PACK_ROW, trailer + 16);
      byte[] right = Property.withChecksum(whole, trailer, 24, trailer + 24);
      Property.parsedOrRefused(() -> read(right));
    }
  }

  private static void read(byte[] input) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, input);
      MergedIndex index = new MergedIndex("input", bytes);
      index.isIntact();
      for (int row = 0; row < Math.min(LOOKUPS, index.rows()); row++) {
        Digest digest = new Digest(index.prefix(row), row, row, row);
        look(index, digest);
        look(index, new Digest(~index.prefix(row), 0, 0, 0));
      }
      look(index, new Digest(0, 0, 0, 0));
      look(index, new Digest(-1, -1, -1, -1));
    }
  }

  private static void look(MergedIndex index, Digest digest) {
    int first = index.firstRow(digest);
    for (int row = first; index.begins(row, digest) && row < first + LOOKUPS; row++) {
      int chunk = index.chunk(row);
      if (chunk >= 0) {
        int pack = index.packOf(chunk);
        Property.require(pack >= 0 && pack < index.packs(), "a pack that the index has");
        Property.require(
            chunk - index.firstChunk(pack) < index.chunks(pack), "a chunk of the pack");
      }
    }
  }
}
