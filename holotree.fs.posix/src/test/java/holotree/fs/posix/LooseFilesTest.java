package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that nothing depends on, on full disks and where special files are; [LinuxContractTest] has the rest.
class LooseFilesTest {

  @TempDir Path scratch;
  private Path root;
  private LibraryStore store;

  @BeforeEach
  void openStore() {
    root = scratch.resolve("a/store");
    store = new LinuxStrategy().store(root, Durability.DURABLE);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkdir -p", "mkfifo", "ln -s /dev/null"})
  void whatIsNoFile_isNotAppendedTo(String make) throws Exception {
    store.touch("log");
    Files.delete(root.resolve("log"));
    Shell.run(make + " '" + root.resolve("log") + "'");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store.append("log", Bytes.of("x")));
  }

  @Test
  void fullDisk_failsAppendingAndNotTouching() throws Exception {
    try (Mount mount = Mount.tmpfs(scratch.resolve("small"), "size=64k");
        LibraryStore small = new LinuxStrategy().store(mount.path(), Durability.DURABLE)) {
      small.append("log", Bytes.of("first\n"));
      Files.write(mount.path().resolve("fill"), new byte[56 << 10]);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> small.append("log", Bytes.of("x".repeat(16 << 10))));
      small.touch("used/x");
    }
  }

  @Test
  void diskThatCanOnlyBeRead_isTouchedInSilence() throws Exception {
    try (Mount mount = Mount.tmpfs(scratch.resolve("only"), "size=1m");
        LibraryStore store1 = new LinuxStrategy().store(mount.path(), Durability.DURABLE);
        LibraryStore store2 = new LinuxStrategy().store(mount.path(), Durability.DURABLE)) {
      store1.touch("used/x");
      mount.remount("ro");
      store1.touch("used/x");
      store2.touch("used/y");
      store2.touch("other/y");
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> store2.append("log", Bytes.of("x")));
    }
  }
}
