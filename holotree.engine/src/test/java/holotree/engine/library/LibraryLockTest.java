package holotree.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.BusyException;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who may be in a library together, and who waits for whom.
@Timeout(60)
class LibraryLockTest {

  @TempDir Path scratch;
  @AutoClose private final ExecutorService threads = Executors.newCachedThreadPool();
  private LibraryFolder folder;
  private Library library;

  @BeforeEach
  void make() {
    folder = new LibraryFolder(scratch.resolve("library"));
    library = folder.library();
    library.prepareToWrite();
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void anyNumberShareIt_andOneAloneKeepsThemOut() {
    try (StoreLock _ = library.locks().shared();
        StoreLock _ = library.locks().shared()) {
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> library.locks().alone(Duration.ofMillis(50)))
          .satisfies(busy -> assertThat(busy.holder()).contains("process"));
    }
    try (StoreLock _ = library.locks().alone(Duration.ZERO)) {
      Future<?> newcomer = threads.submit(() -> library.locks().shared().close());
      assertStaysOut(newcomer);
    }
  }

  @Test
  void whoWantsItAlone_isNotKeptOutByAStreamOfOthers() throws Exception {
    StoreLock inside = library.locks().shared();
    CountDownLatch got = new CountDownLatch(1);
    Future<?> alone =
        threads.submit(() -> {
          try (StoreLock _ = library.locks().alone(Duration.ofSeconds(50))) {
            got.countDown();
          }
        });
    // Until it stands at the gate, newcomers come and go.
    while (folder.store().stat("locks/gate.holder") == null) {
      Thread.onSpinWait();
    }
    Future<?> newcomer = threads.submit(() -> library.locks().shared().close());
    assertStaysOut(newcomer);
    assertThat(got.getCount()).isEqualTo(1);
    inside.close();
    alone.get();
    newcomer.get();
  }

  @Test
  void whoHoldsTheGateForEver_keepsNobodyOut() {
    try (StoreLock _ = folder.store().lock("locks/gate", LockMode.SHARED)) {
      library.locks().alone(Duration.ofMillis(100)).close();
    }
  }

  @Test
  void whoGivesUp_leavesTheGateOpen() {
    try (StoreLock _ = library.locks().shared()) {
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> library.locks().alone(Duration.ofMillis(20)));
      library.locks().shared().close();
    }
    library.locks().alone(Duration.ZERO).close();
  }

  @Test
  void libraryThatIsNotThere_isNotMadeByLockingIt() {
    try (LibraryFolder other = new LibraryFolder(scratch.resolve("other"))) {
      other.library().locks().shared().close();
      assertThat(scratch.resolve("other")).doesNotExist();
    }
  }

  private static void assertStaysOut(Future<?> newcomer) {
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> newcomer.get(300, TimeUnit.MILLISECONDS));
  }
}
