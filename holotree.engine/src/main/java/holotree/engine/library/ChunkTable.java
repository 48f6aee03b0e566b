package holotree.engine.library;

import holotree.api.Digest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A set of chunks by their digests, each with a number from 0 on and a weight. Open addressing with linear
/// probing in native memory that grows with them: 44 to 88 bytes a chunk, and half as much again while it
/// grows. What packs state to hold plays no part. Not thread-safe.
public final class ChunkTable implements AutoCloseable {

  /// What [#find] answers for a chunk that is not in it.
  public static final int ABSENT = -1;

  private static final int WORDS = Digest.BYTES / Long.BYTES;
  private static final int SMALLEST_BITS = 10;
  private static final int LARGEST_BITS = 30;

  private Memory memory = new Memory(SMALLEST_BITS);
  private int count;

  /// An empty one.
  public ChunkTable() {}

  /// How many chunks are in it.
  public int count() {
    return count;
  }

  /// Adds a chunk, unless it is in it.
  ///
  /// @param weight kept if it is new
  /// @return its number
  /// @throws IllegalStateException if it has 2^29 already
  public int add(Digest digest, int weight) {
    int found = find(digest);
    if (found >= 0) {
      return found;
    }
    if (count == memory.most()) {
      grow();
    }
    int number = count++;
    long at = (long) number * WORDS;
    MemorySegment digests = memory.digests;
    digests.setAtIndex(ValueLayout.JAVA_LONG, at, digest.first());
    digests.setAtIndex(ValueLayout.JAVA_LONG, at + 1, digest.second());
    digests.setAtIndex(ValueLayout.JAVA_LONG, at + 2, digest.third());
    digests.setAtIndex(ValueLayout.JAVA_LONG, at + 3, digest.fourth());
    memory.weights.setAtIndex(ValueLayout.JAVA_INT, number, weight);
    memory.places.setAtIndex(ValueLayout.JAVA_INT, placeOf(digest), number + 1);
    return number;
  }

  /// The number of a chunk, or [#ABSENT].
  public int find(Digest digest) {
    return memory.places.getAtIndex(ValueLayout.JAVA_INT, placeOf(digest)) - 1;
  }

  /// A chunk's weight.
  public int weight(int number) {
    return memory.weights.getAtIndex(ValueLayout.JAVA_INT, number);
  }

  // Where it is, or the free place where it belongs.
  private long placeOf(Digest digest) {
    long mask = (1L << memory.bits) - 1;
    long place = digest.first() >>> (Long.SIZE - memory.bits);
    while (true) {
      int number = memory.places.getAtIndex(ValueLayout.JAVA_INT, place) - 1;
      if (number < 0 || is(number, digest)) {
        return place;
      }
      place = (place + 1) & mask;
    }
  }

  private boolean is(int number, Digest digest) {
    long at = (long) number * WORDS;
    MemorySegment digests = memory.digests;
    return digests.getAtIndex(ValueLayout.JAVA_LONG, at) == digest.first()
        && digests.getAtIndex(ValueLayout.JAVA_LONG, at + 1) == digest.second()
        && digests.getAtIndex(ValueLayout.JAVA_LONG, at + 2) == digest.third()
        && digests.getAtIndex(ValueLayout.JAVA_LONG, at + 3) == digest.fourth();
  }

  private void grow() {
    if (memory.bits == LARGEST_BITS) {
      throw new IllegalStateException(count + " chunks");
    }
    Memory before = memory;
    memory = new Memory(before.bits + 1);
    MemorySegment.copy(before.digests, 0, memory.digests, 0, before.digests.byteSize());
    MemorySegment.copy(before.weights, 0, memory.weights, 0, before.weights.byteSize());
    before.close();
    for (int number = 0; number < count; number++) {
      memory.places.setAtIndex(ValueLayout.JAVA_INT, placeOf(digest(number)), number + 1);
    }
  }

  private Digest digest(int number) {
    long at = (long) number * WORDS;
    return new Digest(
        memory.digests.getAtIndex(ValueLayout.JAVA_LONG, at),
        memory.digests.getAtIndex(ValueLayout.JAVA_LONG, at + 1),
        memory.digests.getAtIndex(ValueLayout.JAVA_LONG, at + 2),
        memory.digests.getAtIndex(ValueLayout.JAVA_LONG, at + 3));
  }

  @Override
  public void close() {
    memory.close();
  }

  /// Room for half as many chunks as there are places.
  private static final class Memory {
    final int bits;
    final MemorySegment digests;
    final MemorySegment weights;
    // Number and 1 of the chunk in each place, 0 for none.
    final MemorySegment places;
    private final Arena arena;

    @SuppressWarnings("MustBeClosedChecker") // closed with the table
    Memory(int bits) {
      this.bits = bits;
      arena = Arena.ofShared();
      try {
        digests = arena.allocate((long) most() * Digest.BYTES, Long.BYTES);
        weights = arena.allocate((long) most() * Integer.BYTES, Integer.BYTES);
        places = arena.allocate((long) Integer.BYTES << bits, Integer.BYTES);
      } catch (OutOfMemoryError full) {
        arena.close();
        throw full;
      }
    }

    int most() {
      return 1 << (bits - 1);
    }

    void close() {
      arena.close();
    }
  }
}
