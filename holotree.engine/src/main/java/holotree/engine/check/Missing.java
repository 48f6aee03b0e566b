package holotree.engine.check;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.engine.library.ChunkTable;
import java.util.function.BiConsumer;

/// What of a catalog's chunks is missing.
///
/// @param chunks how many, each counted once for each place that needs it
/// @param firstEntry the first entry that misses one; -1 if none does
record Missing(long chunks, int firstEntry) {

  /// Looks each chunk up.
  ///
  /// @param good chunks that are there, weighed by their lengths
  static Missing of(Catalog catalog, ChunkTable good) {
    return of(catalog, good, (_, _) -> {});
  }

  /// The same, and hands out each that is missing, with its length.
  static Missing of(Catalog catalog, ChunkTable good, BiConsumer<Digest, Integer> missing) {
    long count = 0;
    int first = -1;
    for (int entry = 0; entry < catalog.size(); entry++) {
      int pieces = catalog.type(entry) == EntryType.FILE ? catalog.chunkCount(entry) : 0;
      for (int piece = 0; piece < pieces; piece++) {
        Digest digest = catalog.chunk(entry, piece);
        int length = catalog.chunkLength(entry, piece);
        int found = good.find(digest);
        if (found == ChunkTable.ABSENT || good.weight(found) != length) {
          count++;
          first = first < 0 ? entry : first;
          missing.accept(digest, length);
        }
      }
    }
    return new Missing(count, first);
  }

  /// A file that misses some, below the root; empty if none does.
  String example(Catalog catalog) {
    return firstEntry < 0 ? "" : catalog.entry(firstEntry).path().toString();
  }

  /// What is missing, one clause.
  String reason(Catalog catalog) {
    return "it needs "
        + chunks
        + (chunks == 1 ? " chunk that is" : " chunks that are")
        + " in no pack intact, such as of "
        + example(catalog);
  }
}
