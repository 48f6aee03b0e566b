package holotree.engine.check;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.codec.CodecId;
import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.engine.format.Hasher;
import holotree.engine.library.ChunkTable;
import holotree.engine.library.Repacker;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Chunks that catalogs need and no pack has intact, and those of them that were found elsewhere. Not
/// thread-safe.
final class LostChunks implements AutoCloseable {

  private final ChunkTable lost = new ChunkTable();
  private final ChunkTable good;
  private final Repacker repacker;
  private final CodecId codec;
  private final Hasher hasher = new Hasher();
  private final BitSet found = new BitSet();
  private @Nullable HolotreeException unwritten;
  private final Unread unread;

  /// None lost yet.
  ///
  /// @param good chunks that are there
  /// @param repacker takes what is found
  /// @param codec what that is encoded with
  /// @param unread takes note of sources that cannot be read
  LostChunks(ChunkTable good, Repacker repacker, CodecId codec, Unread unread) {
    this.good = good;
    this.repacker = repacker;
    this.codec = codec;
    this.unread = unread;
  }

  /// Adds what a catalog misses.
  void add(Catalog catalog) {
    Missing.of(catalog, good, lost::add);
  }

  /// Whether any is still lost.
  boolean any() {
    return found.cardinality() < lost.count();
  }

  /// How many were found.
  int found() {
    return found.cardinality();
  }

  /// Whether a chunk is still lost.
  boolean isLost(Digest digest) {
    int number = lost.find(digest);
    return number != ChunkTable.ABSENT && !found.get(number);
  }

  /// Takes bytes that may be those of a chunk.
  void offer(Digest digest, MemorySegment bytes) {
    int number = lost.find(digest);
    if (number != ChunkTable.ABSENT
        && !found.get(number)
        && bytes.byteSize() == lost.weight(number)
        && hasher.digest(bytes).equals(digest)) {
      try {
        repacker.addChunk(digest, bytes, codec);
      } catch (HolotreeException failed) {
        unwritten = failed;
        throw failed;
      }
      found.set(number);
    }
  }

  /// Passes over a source, or a part of it, that failed. If it has nothing any more, that is all; if it
  /// could only not be read now, it may have what is lost.
  ///
  /// @throws HolotreeException the failure, if it is not the source's: what was found could not be
  ///     written, or somebody asked to stop
  void passOver(HolotreeException failure) {
    if (failure.equals(unwritten)) {
      throw failure;
    }
    switch (failure) {
      case InterruptedOperationException _, NoSpaceException _ -> throw failure;
      case RefusedException _, ProviderMissingException _ -> unread.note(failure);
      default -> {
        // Whatever it was, it is that no more.
      }
    }
  }

  /// Whether a catalog has all it needs, counting what was found.
  boolean isWhole(Catalog catalog) {
    boolean[] whole = {true};
    Missing.of(
        catalog,
        good,
        (digest, length) -> {
          int number = lost.find(digest);
          whole[0] &=
              number != ChunkTable.ABSENT && found.get(number) && lost.weight(number) == length;
        });
    return whole[0];
  }

  @Override
  public void close() {
    lost.close();
  }
}
