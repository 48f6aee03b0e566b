package holotree.engine.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.engine.frame.SlabPool.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlabPoolTest {

  private static final int LARGE = Slab.SMALL_PLAIN + 1;

  @Test
  void slab_holdsAFrameAndItsEncodedBytes() throws InterruptedException {
    try (SlabPool pool = new SlabPool(SlabPool.BUDGET)) {
      assertThat(pool.acquire(Slab.SMALL_PLAIN).bytes().byteSize())
          .isGreaterThanOrEqualTo(2L * Slab.SMALL_PLAIN);
      assertThat(pool.acquire(LARGE).bytes().byteSize()).isGreaterThanOrEqualTo(9L << 20);
    }
  }

  @Test
  void releasedSlab_isLentAgain() throws InterruptedException {
    try (SlabPool pool = new SlabPool(SlabPool.BUDGET)) {
      Slab slab = pool.acquire(1);
      pool.release(slab);
      assertThat(pool.lent()).isZero();
      assertThat(pool.acquire(2)).isSameAs(slab);
      assertThat(pool.acquire(LARGE)).isNotSameAs(slab);
    }
  }

  @Test
  void budget_isNeverExceededByManyThreads() throws InterruptedException, ExecutionException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    long budget = 24L << 20;
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    try (SlabPool pool = new SlabPool(budget);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        Random random = new Random(seed + thread);
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < 500; i++) {
                Slab slab = pool.acquire(random.nextInt(4) == 0 ? LARGE : 1);
                long now = held.addAndGet(slab.bytes().byteSize());
                most.accumulateAndGet(now, Math::max);
                held.addAndGet(-slab.bytes().byteSize());
                pool.release(slab);
              }
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(pool.lent()).isZero();
    }
    assertThat(most.get()).as("seed %d", seed).isBetween(1L, budget);
  }

  @Test
  void usedUpBudget_isToldAtOnce() {
    try (SlabPool pool = new SlabPool(10L << 20)) {
      Slab slab = pool.tryAcquire(LARGE);
      assertThat(slab).isNotNull();
      assertThat(pool.tryAcquire(1)).isNull();
      pool.release(slab);
      // The idle large slab gives way.
      assertThat(pool.tryAcquire(1)).isNotNull();
      assertThat(pool.lent()).isLessThan(10L << 20);
    }
  }

  @Test
  void waiting_endsWhenASlabComesBack() throws Exception {
    try (SlabPool pool = new SlabPool(10L << 20);
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      // Often, since what could go wrong is that the two just miss each other.
      for (int i = 0; i < 20_000; i++) {
        Slab slab = pool.acquire(LARGE);
        Future<?> other =
            thread.submit(() -> {
              pool.release(pool.acquire(LARGE));
              return null;
            });
        pool.release(slab);
        other.get();
      }
    }
  }

  @Test
  void slabReleasedTwice_isRefused() throws InterruptedException {
    try (SlabPool pool = new SlabPool(SlabPool.BUDGET)) {
      Slab slab = pool.acquire(1);
      pool.release(slab);
      assertThatIllegalArgumentException().isThrownBy(() -> pool.release(slab));
      assertThat(pool.acquire(1)).isSameAs(slab);
      assertThat(pool.acquire(1)).isNotSameAs(slab);
    }
  }

  @Test
  void slabOfAnotherPool_isRefused() throws InterruptedException {
    try (SlabPool pool = new SlabPool(SlabPool.BUDGET);
        SlabPool other = new SlabPool(SlabPool.BUDGET)) {
      Slab slab = other.acquire(1);
      assertThatIllegalArgumentException().isThrownBy(() -> pool.release(slab));
      assertThat(other.lent()).isEqualTo(slab.bytes().byteSize());
    }
  }

  @Test
  void waiting_isInterruptible() throws InterruptedException {
    try (SlabPool pool = new SlabPool(10L << 20)) {
      Slab slab = pool.acquire(LARGE);
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> pool.acquire(1));
      pool.release(slab);
    }
  }

  @Test
  void budgetUnderOneLargeSlab_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SlabPool(9L << 20));
  }

  @Test
  void close_freesWhatIsIdleAndWhatDidNotComeBack() throws InterruptedException {
    SlabPool pool = new SlabPool(SlabPool.BUDGET);
    Slab lent = pool.acquire(1);
    Slab idle = pool.acquire(1);
    pool.release(idle);
    pool.close();
    pool.close();
    assertThat(lent.bytes().scope().isAlive()).isFalse();
    assertThat(idle.bytes().scope().isAlive()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> pool.tryAcquire(1));
  }

  @Test
  void poolForManyWorkers_staysWithinTheBudget() {
    for (int workers = 1; workers <= 32; workers++) {
      try (SlabPool pool = SlabPool.forWorkers(workers)) {
        assertThat(pool.budget()).isBetween(32L << 20, SlabPool.BUDGET);
      }
    }
  }
}
