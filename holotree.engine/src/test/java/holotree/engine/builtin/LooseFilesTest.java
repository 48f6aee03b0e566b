package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Special files where [LibraryStore] is to append; [PortableContractTest] has the rest.
class LooseFilesTest {

  @TempDir Path scratch;
  private Path root;
  private LibraryStore store;

  @BeforeEach
  void openStore() {
    root = scratch.resolve("a/store");
    store = new PortableStrategy().store(root, Durability.DURABLE);
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
    new ProcessBuilder("sh", "-c", make + " '" + root.resolve("log") + "'").start().waitFor();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store.append("log", Native.of("x")));
  }
}
