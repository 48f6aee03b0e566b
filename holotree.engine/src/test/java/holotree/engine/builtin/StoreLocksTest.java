package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.InterruptedOperationException;
import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Promises 5 and 6 of [LibraryStore], and what its methods say of locks.
@Timeout(60)
class StoreLocksTest {

  private static final String LOCK = "locks/one";

  @TempDir Path scratch;
  private Path root;
  private LibraryStore store;
  private LibraryStore sameRoot;

  @BeforeEach
  void open() {
    root = scratch.resolve("library");
    store = new PortableStrategy().store(root, Durability.VOLATILE);
    sameRoot = new PortableStrategy().store(root, Durability.VOLATILE);
  }

  @AfterEach
  void close() {
    store.close();
    sameRoot.close();
  }

  // Promise 6.
  @Test
  void exclusiveLock_excludesEveryOtherHolderInTheProcess() {
    try (StoreLock _ = store.lock(LOCK, LockMode.EXCLUSIVE)) {
      requireTaken(store, LockMode.EXCLUSIVE);
      requireTaken(store, LockMode.SHARED);
      requireTaken(sameRoot, LockMode.EXCLUSIVE);
      requireTaken(sameRoot, LockMode.SHARED);
    }
    requireFree(sameRoot, LockMode.EXCLUSIVE);
  }

  // Promise 6.
  @Test
  void sharedLocks_excludeExclusiveOnesUntilTheLastIsClosed() {
    StoreLock first = store.lock(LOCK, LockMode.SHARED);
    StoreLock second = sameRoot.lock(LOCK, LockMode.SHARED);
    requireTaken(store, LockMode.EXCLUSIVE);
    first.close();
    first.close();
    requireTaken(store, LockMode.EXCLUSIVE);
    second.close();
    requireFree(store, LockMode.EXCLUSIVE);
  }

  @Test
  void rootReachedThroughASymlink_hasTheSameLocks() throws IOException {
    Path other = scratch.resolve("other");
    Files.createSymbolicLink(other, root);
    try (StoreLock _ = store.lock(LOCK, LockMode.EXCLUSIVE);
        LibraryStore linked = new PortableStrategy().store(other, Durability.VOLATILE)) {
      requireTaken(linked, LockMode.SHARED);
    }
  }

  @Test
  void lockFile_staysWhenTheLockIsClosed() {
    store.lock(LOCK, LockMode.EXCLUSIVE).close();
    assertThat(store.list("locks")).containsExactly("one");
  }

  // Promise 5.
  @Test
  void lockOfAKilledProcess_isFree() throws IOException, URISyntaxException {
    try (OtherProcess other = new OtherProcess(scratch, root, "exclusive")) {
      requireTaken(store, LockMode.EXCLUSIVE);
      requireTaken(store, LockMode.SHARED);
      other.kill();
      requireFree(store, LockMode.EXCLUSIVE);
    }
  }

  // Promise 5.
  @Test
  void sharedLockOfAnotherProcess_isShared() throws IOException, URISyntaxException {
    try (OtherProcess other = new OtherProcess(scratch, root, "shared")) {
      requireFree(store, LockMode.SHARED);
      requireTaken(store, LockMode.EXCLUSIVE);
      other.letGo();
      requireFree(store, LockMode.EXCLUSIVE);
    }
  }

  @Test
  void waiting_endsWhenAnotherProcessLetsGo() throws Exception {
    try (OtherProcess other = new OtherProcess(scratch, root, "exclusive")) {
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(() -> store.lock(LOCK, LockMode.EXCLUSIVE).close());
      Thread.sleep(100);
      assertThat(waiting).isNotDone();
      other.letGo();
      waiting.get(10, TimeUnit.SECONDS);
    }
  }

  // Promise 5: on POSIX any close of the file drops a lock of java.nio, unless it is kept open.
  @Test
  void closingTheLockFileElsewhere_leavesTheLock() throws IOException, URISyntaxException {
    store.lock(LOCK, LockMode.EXCLUSIVE).close();
    StoredFile before = store.open(LOCK);
    try (StoreLock _ = store.lock(LOCK, LockMode.SHARED)) {
      StoredFile during = sameRoot.open(LOCK);
      before.close();
      during.close();
      requireFree(store, LockMode.SHARED);
      requireTaken(store, LockMode.EXCLUSIVE);
      try (OtherProcess other = new OtherProcess(scratch, root, "try")) {
        assertThat(other.foundItTaken()).isTrue();
      }
    }
    requireFree(store, LockMode.EXCLUSIVE);
  }

  @Test
  void interruptedWaiting_isReportedAndLeavesTheLockToItsHolder() throws InterruptedException {
    try (StoreLock _ = store.lock(LOCK, LockMode.EXCLUSIVE)) {
      CompletableFuture<Boolean> told = new CompletableFuture<>();
      Thread waiting =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  store.lock(LOCK, LockMode.SHARED).close();
                  told.complete(false);
                } catch (InterruptedOperationException e) {
                  told.complete(Thread.currentThread().isInterrupted());
                }
              });
      Thread.sleep(50);
      waiting.interrupt();
      waiting.join();
      assertThat(told.join()).isTrue();
      requireTaken(store, LockMode.SHARED);
    }
    requireFree(store, LockMode.EXCLUSIVE);
  }

  @Test
  void manyThreads_neverHoldAnExclusiveLockTogether()
      throws InterruptedException, ExecutionException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    AtomicInteger writers = new AtomicInteger();
    AtomicInteger readers = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Future<?>[] all = new Future<?>[8];
      for (int thread = 0; thread < all.length; thread++) {
        Random random = new Random(seed + thread);
        LibraryStore mine = thread % 2 == 0 ? store : sameRoot;
        all[thread] = threads.submit(() -> takeTurns(mine, random, writers, readers));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    requireFree(store, LockMode.EXCLUSIVE);
  }

  private static void takeTurns(
      LibraryStore mine, Random random, AtomicInteger writers, AtomicInteger readers) {
    for (int round = 0; round < 200; round++) {
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
  void lockInADirectoryThatIsAFile_isRefused() throws IOException {
    Files.createDirectories(root);
    Files.createFile(root.resolve("locks"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store.lock(LOCK, LockMode.SHARED));
  }

  private static void requireTaken(LibraryStore asked, LockMode mode) {
    assertThat(asked.tryLock(LOCK, mode)).isNull();
  }

  private static void requireFree(LibraryStore asked, LockMode mode) {
    StoreLock lock = asked.tryLock(LOCK, mode);
    assertThat(lock).isNotNull();
    lock.close();
  }
}
