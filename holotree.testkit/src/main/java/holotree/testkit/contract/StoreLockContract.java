package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Promises 5 and 6 of [LibraryStore], and what its methods say of locks.
public abstract class StoreLockContract extends StoreContract {

  private static final String LOCK = "locks/one";
  private static final int THREADS = 8;
  private static final int ROUNDS = 200;

  // Long enough for a lock to be taken that must not be; no lock that keeps its promises depends on
  // it.
  private static final long CHANCE_MILLIS = 100;

  @SuppressWarnings("NullAway.Init") // set before each test
  private LibraryStore other;

  /// For subclasses.
  protected StoreLockContract() {}

  @Override
  void open() throws Exception {
    super.open();
    other = sameRoot();
  }

  @Override
  void close() throws Exception {
    other.close();
    super.close();
  }

  @Test
  public void promise5_lockOfAKilledProcess_isFree() throws IOException {
    try (OtherProcess process = process(root())) {
      process.ask("lock " + LOCK + " exclusive");
      requireTaken(store(), LockMode.EXCLUSIVE);
      requireTaken(store(), LockMode.SHARED);
      process.kill();
      requireFree(store(), LockMode.EXCLUSIVE);
    }
  }

  @Test
  public void promise5_sharedLockOfAnotherProcess_isSharedUntilItIsClosed() throws IOException {
    try (OtherProcess process = process(root())) {
      process.ask("lock " + LOCK + " shared");
      requireFree(store(), LockMode.SHARED);
      requireTaken(store(), LockMode.EXCLUSIVE);
      process.ask("unlock");
      requireFree(store(), LockMode.EXCLUSIVE);
    }
  }

  @Test
  public void promise5_waiting_endsWhenAnotherProcessLetsGo() throws Exception {
    try (OtherProcess process = process(root())) {
      process.ask("lock " + LOCK + " exclusive");
      Waiting waiting = new Waiting(store(), LockMode.EXCLUSIVE);
      waiting.requireWaiting();
      process.ask("unlock");
      assertThat(waiting.taken()).isTrue();
    }
  }

  @Test
  public void promise5_waiting_endsWhenAnotherProcessIsKilled() throws Exception {
    try (OtherProcess process = process(root())) {
      process.ask("lock " + LOCK + " exclusive");
      Waiting waiting = new Waiting(store(), LockMode.SHARED);
      waiting.requireWaiting();
      process.kill();
      assertThat(waiting.taken()).isTrue();
    }
  }

  @Test
  public void promise5_processThatWaits_getsTheLock() throws IOException {
    try (OtherProcess process = process(root())) {
      try (StoreLock _ = store().lock(LOCK, LockMode.EXCLUSIVE)) {
        assertThat(process.ask("try " + LOCK + " shared")).isEqualTo("taken");
        process.send("lock " + LOCK + " exclusive");
      }
      assertThat(process.answer()).isEqualTo("done");
      requireTaken(store(), LockMode.SHARED);
    }
  }

  // On POSIX any close of the file drops a plain lock of its process.
  @Test
  public void promise5_closingAnotherHandleOfTheFile_leavesTheLock() throws IOException {
    store().lock(LOCK, LockMode.EXCLUSIVE).close();
    StoredFile before = opened(store(), LOCK);
    try (OtherProcess process = process(root())) {
      for (LockMode mode : LockMode.values()) {
        try (StoreLock _ = store().lock(LOCK, mode)) {
          before.close();
          opened(other, LOCK).close();
          opened(store(), LOCK).close();
          assertThat(process.ask("open " + LOCK)).isEqualTo("done");
          requireTaken(store(), LockMode.EXCLUSIVE);
          assertThat(process.ask("try " + LOCK + " exclusive")).isEqualTo("taken");
        }
      }
      assertThat(process.ask("try " + LOCK + " exclusive")).isEqualTo("done");
    }
  }

  @Test
  public void promise5_closingAnotherHandleInTheOtherProcess_leavesItsLock() throws IOException {
    try (OtherProcess process = process(root())) {
      process.ask("lock " + LOCK + " exclusive");
      assertThat(process.ask("open " + LOCK)).isEqualTo("done");
      opened(store(), LOCK).close();
      requireTaken(store(), LockMode.SHARED);
      process.ask("unlock");
      requireFree(store(), LockMode.EXCLUSIVE);
    }
  }

  @Test
  public void promise6_exclusiveLock_excludesEveryOtherHolderInTheProcess() {
    StoreLock held = store().lock(LOCK, LockMode.EXCLUSIVE);
    for (LibraryStore store : List.of(store(), other)) {
      requireTaken(store, LockMode.EXCLUSIVE);
      requireTaken(store, LockMode.SHARED);
    }
    held.close();
    held.close();
    requireFree(other, LockMode.EXCLUSIVE);
  }

  @Test
  public void promise6_sharedLocks_excludeExclusiveOnesUntilTheLastIsClosed() {
    StoreLock first = store().lock(LOCK, LockMode.SHARED);
    StoreLock second = other.lock(LOCK, LockMode.SHARED);
    requireFree(store(), LockMode.SHARED);
    requireTaken(store(), LockMode.EXCLUSIVE);
    first.close();
    first.close();
    requireTaken(store(), LockMode.EXCLUSIVE);
    second.close();
    requireFree(store(), LockMode.EXCLUSIVE);
  }

  @Test
  public void promise6_rootReachedThroughASymlink_hasTheSameLocks() throws IOException {
    try (StoreLock _ = store().lock(LOCK, LockMode.EXCLUSIVE)) {
      if (symlink(path("link"), root())) {
        try (LibraryStore linked = strategy().store(path("link"), Durability.VOLATILE)) {
          requireTaken(linked, LockMode.SHARED);
        }
      }
    }
  }

  @Test
  public void promise6_waiting_endsWhenTheHolderLetsGo() throws Exception {
    StoreLock held = store().lock(LOCK, LockMode.EXCLUSIVE);
    Waiting waiting = new Waiting(other, LockMode.SHARED);
    waiting.requireWaiting();
    held.close();
    assertThat(waiting.taken()).isTrue();
    requireFree(store(), LockMode.EXCLUSIVE);
  }

  @Test
  public void promise6_manyThreads_neverHoldAnExclusiveLockTogether() throws Exception {
    long seed = seed();
    AtomicInteger writers = new AtomicInteger();
    AtomicInteger readers = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(seed + thread);
        LibraryStore mine = thread % 2 == 0 ? store() : other;
        all.add(threads.submit(() -> takeTurns(mine, random, writers, readers)));
      }
      for (Future<?> one : all) {
        result(one);
      }
    }
    requireFree(store(), LockMode.EXCLUSIVE);
  }

  private static void takeTurns(
      LibraryStore mine, Random random, AtomicInteger writers, AtomicInteger readers) {
    for (int round = 0; round < ROUNDS; round++) {
      if (random.nextInt(4) == 0) {
        try (StoreLock _ = mine.lock(LOCK, LockMode.EXCLUSIVE)) {
          assertThat(writers.incrementAndGet()).isEqualTo(1);
          assertThat(readers.get()).isZero();
          writers.decrementAndGet();
        }
      } else {
        try (StoreLock _ = mine.lock(LOCK, LockMode.SHARED)) {
          readers.incrementAndGet();
          assertThat(writers.get()).isZero();
          readers.decrementAndGet();
        }
      }
    }
  }

  @Test
  public void interruptedWaiting_isReportedAndLeavesTheLockToItsHolder() throws Exception {
    try (StoreLock _ = store().lock(LOCK, LockMode.EXCLUSIVE)) {
      Waiting waiting = new Waiting(other, LockMode.SHARED);
      waiting.requireWaiting();
      waiting.interrupt();
      assertThat(waiting.taken()).isFalse();
      requireTaken(store(), LockMode.SHARED);
    }
    requireFree(store(), LockMode.EXCLUSIVE);
  }

  @Test
  public void lockFile_staysWhenTheLockIsClosed() {
    store().lock(LOCK, LockMode.EXCLUSIVE).close();
    assertThat(store().list("locks")).containsExactly("one");
  }

  @Test
  public void lockInADirectoryThatIsAFile_isRefused() throws IOException {
    Files.createDirectories(root());
    Path file = Files.createFile(inStore("locks"));
    requireRefused(() -> store().lock(LOCK, LockMode.SHARED));
    requireRefused(() -> store().tryLock(LOCK, LockMode.EXCLUSIVE));
    assertThat(file).isEmptyFile();
  }

  private static void requireTaken(LibraryStore asked, LockMode mode) {
    StoreLock lock = asked.tryLock(LOCK, mode);
    if (lock != null) {
      lock.close();
    }
    assertThat(lock).as("lock that must not be taken, %s", mode).isNull();
  }

  private static void requireFree(LibraryStore asked, LockMode mode) {
    StoreLock lock = asked.tryLock(LOCK, mode);
    if (lock == null) {
      throw new AssertionError("lock that must be free, " + mode);
    }
    lock.close();
  }

  /// A thread that waits for the lock, and lets go of it as soon as it has it.
  private static final class Waiting {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    private final Thread thread;

    Waiting(LibraryStore store, LockMode mode) {
      thread = Thread.ofPlatform().daemon().start(() -> take(store, mode));
    }

    private void take(LibraryStore store, LockMode mode) {
      started.countDown();
      try {
        store.lock(LOCK, mode).close();
        outcome.complete(true);
      } catch (InterruptedOperationException e) {
        if (Thread.currentThread().isInterrupted()) {
          outcome.complete(false);
        } else {
          outcome.completeExceptionally(new AssertionError("the interrupt was lost", e));
        }
      } catch (RuntimeException | Error e) {
        outcome.completeExceptionally(e);
      }
    }

    void requireWaiting() throws InterruptedException {
      started.await();
      thread.join(CHANCE_MILLIS);
      assertThat(outcome).isNotDone();
    }

    void interrupt() {
      thread.interrupt();
    }

    /// Whether it got the lock; false if it was interrupted.
    boolean taken() throws Exception {
      return outcome.get(60, TimeUnit.SECONDS);
    }
  }
}
