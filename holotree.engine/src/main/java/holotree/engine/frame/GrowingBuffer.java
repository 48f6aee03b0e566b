package holotree.engine.frame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Native memory for one frame after the other, never larger than the longest needed: new memory is
/// zeroed, and for small packs that would take longer than all that is done with it. Not thread-safe.
public final class GrowingBuffer implements AutoCloseable {

  private static final long SMALLEST = 64 << 10;

  private @Nullable Arena arena;
  private MemorySegment bytes = MemorySegment.NULL;

  /// An empty one.
  public GrowingBuffer() {}

  /// All of the memory, `size` bytes or more. Where it has to grow, what it held before is freed.
  @SuppressWarnings("MustBeClosedChecker") // closed with this
  public MemorySegment atLeast(long size) {
    if (size > bytes.byteSize()) {
      long grown = Math.max(Math.max(size, SMALLEST), 2 * bytes.byteSize());
      close();
      arena = Arena.ofShared();
      bytes = arena.allocate(grown, Long.BYTES);
    }
    return bytes;
  }

  /// Frees it; it can be used again.
  @Override
  public void close() {
    Arena had = arena;
    arena = null;
    bytes = MemorySegment.NULL;
    if (had != null) {
      had.close();
    }
  }
}
