package holotree.engine.frame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Native memory for contents, lent slab by slab and never beyond one budget. Thread-safe.
///
/// To lend what is idle and to take it back is one atomic exchange each; there is a lock only to allocate
/// and to wait.
///
/// A slab holds a frame's plain bytes and its encoded ones side by side, so that whoever holds a slab
/// needs no second one and cannot wait for itself.
public final class SlabPool implements AutoCloseable {

  /// Content buffers of one operation, all together, bytes.
  public static final long BUDGET = 64L << 20;

  // A large slab to read or decode into and half of another that waits to be appended.
  private static final long PER_WORKER = 16L << 20;

  private final long budget;
  // Changed under the lock alone, read without it.
  private final List<Slab> small = new CopyOnWriteArrayList<>();
  private final List<Slab> large = new CopyOnWriteArrayList<>();
  private volatile int waiting;
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
  public Slab acquire(int plainLength) throws InterruptedException {
    Slab slab = takeIdle(isLarge(plainLength) ? large : small);
    return slab == null ? await(plainLength) : slab;
  }

  /// The same if that is possible at once; null if not.
  public @Nullable Slab tryAcquire(int plainLength) {
    boolean isLarge = isLarge(plainLength);
    Slab slab = takeIdle(isLarge ? large : small);
    return slab == null ? allocate(isLarge) : slab;
  }

  /// Takes a slab back.
  ///
  /// @throws IllegalArgumentException if it is not on loan from this pool, or has the size of no slab
  ///     that a pool lends
  public void release(Slab slab) {
    long size = slab.bytes().byteSize();
    if (size != Slab.SMALL_BYTES && size != Slab.LARGE_BYTES) {
      throw new IllegalArgumentException("a slab of " + size + " bytes came back");
    }
    if (slab.pool != this || !slab.lent.compareAndSet(true, false)) {
      throw new IllegalArgumentException("a slab came back that is not on loan from this pool");
    }
    if (waiting > 0) {
      wake();
    }
  }

  /// Frees every slab, also those that a failure kept from coming back; nobody may be using one.
  /// Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    for (List<Slab> slabs : List.of(small, large)) {
      slabs.forEach(Slab::free);
      slabs.clear();
    }
  }

  /// Bytes that may be lent at once.
  public long budget() {
    return budget;
  }

  /// Bytes lent now.
  public long lent() {
    return Stream.of(small, large)
        .flatMap(List::stream)
        .filter(slab -> slab.lent.get())
        .mapToLong(slab -> slab.bytes().byteSize())
        .sum();
  }

  private synchronized Slab await(int plainLength) throws InterruptedException {
    // Said before the last look: whoever gives a slab back after that look sees it.
    waiting++;
    try {
      Slab slab = tryAcquire(plainLength);
      while (slab == null) {
        wait();
        slab = tryAcquire(plainLength);
      }
      return slab;
    } finally {
      waiting--;
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with the pool
  private synchronized @Nullable Slab allocate(boolean isLarge) {
    if (closed) {
      throw new IllegalStateException("the pool is closed");
    }
    List<Slab> others = isLarge ? small : large;
    long need = isLarge ? Slab.LARGE_BYTES : Slab.SMALL_BYTES;
    if (lent() + need > budget) {
      return null;
    }
    // Idle slabs of the other size count too, as they keep their pages.
    while (small.size() * Slab.SMALL_BYTES + large.size() * Slab.LARGE_BYTES + need > budget) {
      Slab unused = takeIdle(others);
      if (unused == null) {
        return null; // lent since it was counted
      }
      others.remove(unused);
      unused.free();
    }
    Slab slab = new Slab(this, Arena.ofShared(), need);
    (isLarge ? large : small).add(slab);
    return slab;
  }

  private static boolean isLarge(int plainLength) {
    return plainLength > Slab.SMALL_PLAIN;
  }

  private static @Nullable Slab takeIdle(List<Slab> slabs) {
    for (Slab slab : slabs) {
      if (!slab.lent.get() && slab.lent.compareAndSet(false, true)) {
        return slab;
      }
    }
    return null;
  }

  /// One piece of memory on loan.
  public static final class Slab {

    /// Longest plain frame that a small slab serves, bytes: what [FrameWriter] gathers.
    public static final int SMALL_PLAIN = 1 << 20;

    // Plain bytes, with what the relocation finder looks at on both sides, and the encoded ones.
    static final long SMALL_BYTES = (2L << 20) + (1L << 19);

    /// Room for every frame there is, bytes.
    public static final long LARGE_BYTES = (9L << 20) + (1L << 19);

    private final SlabPool pool;
    private final AtomicBoolean lent = new AtomicBoolean(true);
    private final Arena arena;
    private final MemorySegment bytes;

    private Slab(SlabPool pool, Arena arena, long size) {
      this.pool = pool;
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
