package holotree.engine.record;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.engine.format.Hasher;
import holotree.engine.relocate.Places;

/// The pieces of one file over 4 MiB, gathered in order. Not thread-safe.
final class LargeContent {

  private final long size;
  private final byte[] digests;
  private final Places places = new Places();
  private boolean holdsNul;
  private boolean untouched;
  private int pieces;

  LargeContent(long size) {
    this.size = size;
    this.digests = new byte[Catalog.chunksFor(size) * Digest.BYTES];
  }

  /// Adds the next piece.
  ///
  /// @return whether it was the last one
  boolean add(DigestedBatch.Content piece) {
    piece.digest().put(digests, pieces++ * Digest.BYTES);
    FoundPaths found = piece.found();
    if (found.places() != null) {
      places.append(found.places());
    }
    holdsNul |= found.holdsNul();
    untouched |= found.untouched();
    return pieces * Digest.BYTES == digests.length;
  }

  /// The content id.
  Digest content() {
    return Hasher.largeContent(size, digests);
  }

  /// The digests of the pieces, 32 bytes each.
  byte[] digests() {
    return digests;
  }

  /// Where the whole file held the stage's path.
  FoundPaths found(FoundPaths last) {
    return new FoundPaths(last.kind(), places.count() == 0 ? null : places, holdsNul, untouched);
  }
}
