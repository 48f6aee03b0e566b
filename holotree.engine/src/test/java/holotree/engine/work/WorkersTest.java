package holotree.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import holotree.api.error.InterruptedOperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkersTest {

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void noMoreThanItsCount_workAtOnce() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Workers workers = new Workers("test", 3)) {
      assertThat(workers.count()).isEqualTo(3);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        all.add(
            workers.submit(() -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(1);
              return now.decrementAndGet();
            }));
      }
      all.forEach(workers::await);
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void everyThread_runsTheSameWork() {
    CountDownLatch all = new CountDownLatch(4);
    try (Workers workers = new Workers("test", 4)) {
      workers.runOnAll(() -> {
        all.countDown();
        awaitUninterrupted(all);
      });
      assertThat(workers.stopped()).isFalse();
    }
    assertThat(all.getCount()).isZero();
  }

  @Test
  void everyNumber_isWorkedOnOnce_withAsManySparesAsThreads() {
    ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
    AtomicInteger made = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    try (Workers workers = new Workers("test", 3);
        Spares<AtomicBoolean> spares =
            new Spares<>(
                () -> {
                  made.incrementAndGet();
                  return new AtomicBoolean();
                },
                _ -> closed.incrementAndGet())) {
      workers.forEach(
          -1,
          500,
          number -> {
            AtomicBoolean mine = spares.take();
            assertThat(mine.getAndSet(true)).as("somebody else has it").isFalse();
            done.add(number);
            mine.set(false);
            spares.giveBack(mine);
          });
      assertThat(closed.get()).isZero();
    }
    assertThat(done).containsExactlyInAnyOrderElementsOf(IntStream.range(-1, 500).boxed().toList());
    assertThat(made.get()).isBetween(1, 3).isEqualTo(closed.get());
  }

  @Test
  void failureForOneNumber_isThrownAndEndsTheOthers() {
    AtomicInteger begun = new AtomicInteger();
    try (Workers workers = new Workers("test", 2)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() ->
              workers.forEach(
                  0,
                  Integer.MAX_VALUE,
                  number -> {
                    if (begun.incrementAndGet() == 10) {
                      throw new IllegalStateException("at " + number);
                    }
                  }));
    }
    assertThat(begun.get()).isLessThan(Integer.MAX_VALUE);
  }

  @Test
  void firstFailure_stopsTheOthersAndIsThrownWithTheirs() {
    AtomicInteger number = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(3);
    try (Workers workers = new Workers("test", 3)) {
      Throwable thrown =
          catchThrowable(() ->
              workers.runOnAll(() -> {
                int own = number.getAndIncrement();
                begun.countDown();
                awaitUninterrupted(begun);
                while (own != 0 && !workers.stopped()) {
                  Thread.onSpinWait();
                }
                throw new IllegalStateException("worker " + own);
              }));
      assertThat(thrown).isInstanceOf(IllegalStateException.class);
      List<String> messages = new ArrayList<>(List.of(thrown.getMessage()));
      for (Throwable suppressed : thrown.getSuppressed()) {
        messages.add(suppressed.getMessage());
      }
      assertThat(messages).containsExactlyInAnyOrder("worker 0", "worker 1", "worker 2");
      assertThat(workers.stopped()).isTrue();
    }
  }

  @Test
  void sameFailureOfAllThreads_isThrownOnce() {
    IllegalStateException same = new IllegalStateException("same");
    try (Workers workers = new Workers("test", 3)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() ->
              workers.runOnAll(() -> {
                throw same;
              }))
          .isSameAs(same);
    }
  }

  @Test
  void failedWork_throwsWhatItThrew() {
    try (Workers workers = new Workers("test", 1)) {
      Future<Object> work =
          workers.submit(() -> {
            throw new InterruptedOperationException("x");
          });
      assertThatExceptionOfType(InterruptedOperationException.class)
          .isThrownBy(() -> workers.await(work));
      assertThat(workers.stopped()).isTrue();
    }
  }

  @Test
  void error_isThrownAsItIs() {
    try (Workers workers = new Workers("test", 2)) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() ->
              workers.runOnAll(() -> {
                throw new AssertionError("x");
              }));
    }
  }

  @Test
  void interrupt_isThrownOnceTheWorkersHaveEnded() {
    AtomicInteger ended = new AtomicInteger();
    AtomicBoolean sawInterrupt = new AtomicBoolean();
    Thread caller = Thread.currentThread();
    try (Workers workers = new Workers("test", 2)) {
      assertThatExceptionOfType(InterruptedOperationException.class)
          .isThrownBy(() ->
              workers.runOnAll(() -> {
                caller.interrupt();
                while (!workers.stopped()) {
                  Thread.onSpinWait();
                }
                sawInterrupt.compareAndSet(false, Thread.currentThread().isInterrupted());
                ended.incrementAndGet();
              }));
      assertThat(ended.get()).isEqualTo(2);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(sawInterrupt).isFalse();
  }

  @Test
  void interruptedCaller_isToldBetweenTwoPiecesOfWork() {
    try (Workers workers = new Workers("test", 1)) {
      workers.checkInterrupted();
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedOperationException.class)
          .isThrownBy(workers::checkInterrupted);
      assertThat(workers.stopped()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  // An interrupt closes the channel that a thread reads from.
  @Test
  void closingByAnInterruptedCaller_waitsAndInterruptsNoWorker() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    try (Workers workers = new Workers("test", 1)) {
      var _ =
          workers.submit(() -> {
            begun.countDown();
            long until = System.nanoTime() + 50_000_000;
            while (!workers.stopped() || System.nanoTime() < until) {
              Thread.onSpinWait();
            }
            interrupted.set(Thread.currentThread().isInterrupted());
            ended.set(true);
            return null;
          });
      awaitUninterrupted(begun);
      Thread.currentThread().interrupt();
    }
    assertThat(ended).isTrue();
    assertThat(interrupted).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
