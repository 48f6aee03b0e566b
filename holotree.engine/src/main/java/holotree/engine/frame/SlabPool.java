package holotree.engine.frame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Native memory for contents, lent slab by slab and never beyond one budget. Thread-safe.
///
/// A slab holds a frame's plain bytes and its encoded ones side by side, so that whoever holds a slab
/// needs no second one and cannot wait for itself.
public final class SlabPool implements AutoCloseable {

  /// Content buffers of one operation, all together, bytes.
  public static final long BUDGET = 64L << 20;

  // A large slab to read or decode into and half of another that waits to be appended.
  private static final long PER_WORKER = 16L << 20;

  private final long budget;
  private final Deque<Slab> small = new ArrayDeque<>();
  private final Deque<Slab> large = new ArrayDeque<>();
  private final Set<Slab> all = Collections.newSetFromMap(new IdentityHashMap<>());
  private long lent;
  private long idle;
  private boolean closed;

  /// A pool for an operation of so many threads: what keeps them busy, and [#BUDGET] at most.
  public static SlabPool forWorkers(int workers) {
    return new SlabPool(Math.min(BUDGET, Math.max(2, workers) * PER_WORKER));
  }

  /// A pool with a budget of its own, at least one large slab, bytes.
  public SlabPool(long budget) {
    if (budget < Slab.LARGE_BYTES) {
      throw new IllegalArgumentException("budget of " + budget + " bytes");
    }
    this.budget = budget;
  }

  /// A slab for a frame of `plainLength` bytes, once the budget allows it.
  ///
  /// @throws InterruptedException if the thread is interrupted meanwhile
  public synchronized Slab acquire(int plainLength) throws InterruptedException {
    Slab slab = tryAcquire(plainLength);
    while (slab == null) {
      wait();
      slab = tryAcquire(plainLength);
    }
    return slab;
  }

  /// The same if that is possible at once; null if not.
  @SuppressWarnings("MustBeClosedChecker") // closed with the pool
  public synchronized @Nullable Slab tryAcquire(int plainLength) {
    if (closed) {
      throw new IllegalStateException("the pool is closed");
    }
    boolean isLarge = plainLength > Slab.SMALL_PLAIN;
    Slab slab = (isLarge ? large : small).pollFirst();
    if (slab != null) {
      idle -= slab.bytes().byteSize();
    } else {
      long need = isLarge ? Slab.LARGE_BYTES : Slab.SMALL_BYTES;
      if (lent + need > budget) {
        return null;
      }
      // Idle slabs of the other size count too, as they keep their pages.
      while (lent + idle + need > budget) {
        Slab unused = (isLarge ? small : large).removeFirst();
        idle -= unused.bytes().byteSize();
        all.remove(unused);
        unused.free();
      }
      slab = new Slab(Arena.ofShared(), need);
      all.add(slab);
    }
    lent += slab.bytes().byteSize();
    return slab;
  }

  /// Takes a slab back.
  ///
  /// @throws IllegalArgumentException if it has the size of no slab that this pool lends
  public synchronized void release(Slab slab) {
    long size = slab.bytes().byteSize();
    if (size != Slab.SMALL_BYTES && size != Slab.LARGE_BYTES) {
      throw new IllegalArgumentException("a slab of " + size + " bytes came back");
    }
    lent -= size;
    idle += size;
    (size == Slab.LARGE_BYTES ? large : small).addFirst(slab);
    notifyAll();
  }

  /// Frees every slab, also those that a failure kept from coming back; nobody may be using one.
  /// Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(Slab::free);
    all.clear();
    small.clear();
    large.clear();
    idle = 0;
  }

  /// Bytes that may be lent at once.
  public long budget() {
    return budget;
  }

  /// Bytes lent now.
  public synchronized long lent() {
    return lent;
  }

  /// One piece of memory on loan.
  public static final class Slab {

    /// Longest plain frame that a small slab serves, bytes: what [FrameWriter] gathers.
    public static final int SMALL_PLAIN = 1 << 20;

    // Plain bytes, with what the relocation finder looks at on both sides, and the encoded ones.
    static final long SMALL_BYTES = (2L << 20) + (1L << 19);
    static final long LARGE_BYTES = (9L << 20) + (1L << 19);

    private final Arena arena;
    private final MemorySegment bytes;

    private Slab(Arena arena, long size) {
      this.arena = arena;
      this.bytes = arena.allocate(size, 64);
    }

    /// The whole slab.
    public MemorySegment bytes() {
      return bytes;
    }

    private void free() {
      arena.close();
    }
  }
}
