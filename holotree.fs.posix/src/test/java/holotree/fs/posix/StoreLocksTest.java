package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What locks of open file descriptions do that others cannot, and locks where nothing can be written;
/// [LinuxContractTest] has the rest.
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
  void closingAHandleOfJavas_leavesTheLock() throws Exception {
    try (StoreLock held = store.lock(LOCK, LockMode.EXCLUSIVE)) {
      assertThat(held).isNotNull();
      Files.readAllBytes(root.resolve(LOCK));
      assertThat(store.tryLock(LOCK, LockMode.SHARED)).isNull();
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
}
