package holotree.engine.library;

import holotree.api.Digest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A set of chunks by their digests, each with a number from 0 on and a weight. Open addressing with linear
/// probing in native memory: 44 to 88 bytes a chunk. Not thread-safe.
public final class ChunkTable implements AutoCloseable {

  /// What [#find] answers for a chunk that is not in it.
  public static final int ABSENT = -1;

  private static final int WORDS = Digest.BYTES / Long.BYTES;
  private static final int SMALLEST_BITS = 10;
  private static final int LARGEST_BITS = 28;

  private final Arena arena;
  private final int bits;
  private final MemorySegment digests;
  private final MemorySegment weights;
  // Number and 1 of the chunk in each place, 0 for none.
  private final MemorySegment places;
  private int count;

  /// An empty one.
  ///
  /// @param most how many chunks it can hold
  /// @throws IllegalArgumentException if that is more than 2^27
  @SuppressWarnings("MustBeClosedChecker") // closed with the table
  public ChunkTable(long most) {
    int needed = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, most)) + 1;
    if (needed > LARGEST_BITS) {
      throw new IllegalArgumentException(most + " chunks");
    }
    bits = Math.max(SMALLEST_BITS, needed);
    arena = Arena.ofShared();
    digests = arena.allocate(Math.max(1, most) * Digest.BYTES, Long.BYTES);
    weights = arena.allocate(Math.max(1, most) * Integer.BYTES, Integer.BYTES);
    places = arena.allocate((long) Integer.BYTES << bits, Integer.BYTES);
  }

  /// How many chunks are in it.
  public int count() {
    return count;
  }

  /// Adds a chunk, unless it is in it.
  ///
  /// @param weight kept if it is new
  /// @return its number
  public int add(Digest digest, int weight) {
    long place = placeOf(digest);
    int found = places.get(ValueLayout.JAVA_INT, place * Integer.BYTES) - 1;
    if (found >= 0) {
      return found;
    }
    int number = count++;
    long at = (long) number * WORDS;
    digests.setAtIndex(ValueLayout.JAVA_LONG, at, digest.first());
    digests.setAtIndex(ValueLayout.JAVA_LONG, at + 1, digest.second());
    digests.setAtIndex(ValueLayout.JAVA_LONG, at + 2, digest.third());
    digests.setAtIndex(ValueLayout.JAVA_LONG, at + 3, digest.fourth());
    weights.setAtIndex(ValueLayout.JAVA_INT, number, weight);
    places.set(ValueLayout.JAVA_INT, place * Integer.BYTES, number + 1);
    return number;
  }

  /// The number of a chunk, or [#ABSENT].
  public int find(Digest digest) {
    return places.get(ValueLayout.JAVA_INT, placeOf(digest) * Integer.BYTES) - 1;
  }

  /// A chunk's weight.
  public int weight(int number) {
    return weights.getAtIndex(ValueLayout.JAVA_INT, number);
  }

  // Where it is, or the free place where it belongs.
  private long placeOf(Digest digest) {
    long mask = (1L << bits) - 1;
    long place = digest.first() >>> (Long.SIZE - bits);
    while (true) {
      int number = places.get(ValueLayout.JAVA_INT, place * Integer.BYTES) - 1;
      if (number < 0 || is(number, digest)) {
        return place;
      }
      place = (place + 1) & mask;
    }
  }

  private boolean is(int number, Digest digest) {
    long at = (long) number * WORDS;
    return digests.getAtIndex(ValueLayout.JAVA_LONG, at) == digest.first()
        && digests.getAtIndex(ValueLayout.JAVA_LONG, at + 1) == digest.second()
        && digests.getAtIndex(ValueLayout.JAVA_LONG, at + 2) == digest.third()
        && digests.getAtIndex(ValueLayout.JAVA_LONG, at + 3) == digest.fourth();
  }

  @Override
  public void close() {
    arena.close();
  }
}
