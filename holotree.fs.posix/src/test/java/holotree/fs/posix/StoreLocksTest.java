package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.InterruptedOperationException;
import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLocksTest {

  private static final String LOCK = "locks/library";

  @TempDir Path directory;
  private Path root;
  private LibraryStore store;

  @BeforeEach
  void openStore() {
    root = directory.resolve("library");
    store = new LinuxStrategy().store(root, Durability.DURABLE);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void holdersInOneProcess_excludeEachOther() {
    StoreLock held = store.lock(LOCK, LockMode.EXCLUSIVE);
    assertThat(isFree(LockMode.EXCLUSIVE)).isFalse();
    assertThat(isFree(LockMode.SHARED)).isFalse();
    held.close();
    held.close();
    assertThat(isFree(LockMode.EXCLUSIVE)).isTrue();
    assertThat(root.resolve(LOCK)).exists();
  }

  @Test
  void anyNumberMayShare_andTheLastOneLetsGo() {
    StoreLock one = store.lock(LOCK, LockMode.SHARED);
    StoreLock other = store.lock(LOCK, LockMode.SHARED);
    assertThat(isFree(LockMode.SHARED)).isTrue();
    assertThat(isFree(LockMode.EXCLUSIVE)).isFalse();
    one.close();
    assertThat(isFree(LockMode.EXCLUSIVE)).isFalse();
    other.close();
    assertThat(isFree(LockMode.EXCLUSIVE)).isTrue();
  }

  @Test
  void closingAnotherHandleOfTheFile_leavesTheLock() throws Exception {
    try (StoreLock held = store.lock(LOCK, LockMode.EXCLUSIVE)) {
      assertThat(held).isNotNull();
      StoredFile file = store.open(LOCK);
      assertThat(file).isNotNull();
      file.close();
      Files.readAllBytes(root.resolve(LOCK));
      assertThat(store.tryLock(LOCK, LockMode.SHARED)).isNull();
    }
  }

  @Test
  void aLockDiesWithItsProcess() throws Exception {
    Process holder = Shell.java("exec", Holder.class, root);
    assertThat(holder.getInputStream().read()).isEqualTo('.');
    assertThat(store.tryLock(LOCK, LockMode.SHARED)).isNull();
    holder.destroyForcibly().waitFor();
    try (StoreLock mine = store.lock(LOCK, LockMode.EXCLUSIVE)) {
      assertThat(mine).isNotNull();
    }
  }

  @Test
  void waiting_endsWhenTheHolderLetsGo() throws Exception {
    StoreLock held = store.lock(LOCK, LockMode.EXCLUSIVE);
    CountDownLatch taken = new CountDownLatch(1);
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              try (StoreLock mine = store.lock(LOCK, LockMode.SHARED)) {
                assertThat(mine).isNotNull();
                taken.countDown();
              }
            });
    Thread.sleep(100);
    assertThat(taken.getCount()).isEqualTo(1);
    held.close();
    taken.await();
    waiter.join();
  }

  @Test
  void waiting_canBeInterrupted() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (StoreLock held = store.lock(LOCK, LockMode.SHARED)) {
      assertThat(held).isNotNull();
      Thread waiter =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  store.lock(LOCK, LockMode.EXCLUSIVE).close();
                } catch (InterruptedOperationException interrupted) {
                  thrown.set(interrupted);
                }
              });
      Thread.sleep(150);
      long before = System.nanoTime();
      waiter.interrupt();
      waiter.join();
      assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
    }
    assertThat(thrown.get()).isInstanceOf(InterruptedOperationException.class);
    try (StoreLock free = store.tryLock(LOCK, LockMode.EXCLUSIVE)) {
      assertThat(free).isNotNull();
    }
  }

  @Test
  void aLibraryThatCanOnlyBeRead_isSharedAllTheSame() throws Exception {
    try (Mount mount = Mount.tmpfs(root, "size=1m")) {
      try (LibraryStore owner = new LinuxStrategy().store(root, Durability.VOLATILE)) {
        owner.lock(LOCK, LockMode.SHARED).close();
      }
      mount.remount("ro");
      try (LibraryStore readOnly = new LinuxStrategy().store(root, Durability.DURABLE);
          StoreLock shared = readOnly.lock(LOCK, LockMode.SHARED);
          StoreLock ofNothing = readOnly.tryLock("locks/other", LockMode.SHARED)) {
        assertThat(shared).isNotNull();
        assertThat(ofNothing).isNotNull();
        for (String path : new String[] {LOCK, "locks/other"}) {
          assertThatExceptionOfType(RefusedException.class)
              .isThrownBy(() -> readOnly.lock(path, LockMode.EXCLUSIVE))
              .satisfies(e -> assertThat(e.reason()).contains("EROFS"));
        }
      }
    }
  }

  private boolean isFree(LockMode mode) {
    try (StoreLock taken = store.tryLock(LOCK, mode)) {
      return taken != null;
    }
  }

  /// A process that takes the lock and waits to be killed.
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      LibraryStore store = new LinuxStrategy().store(Path.of(arguments[0]), Durability.VOLATILE);
      try (StoreLock lock = store.lock(LOCK, LockMode.EXCLUSIVE)) {
        System.out.print(lock == null ? '!' : '.');
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }
}
