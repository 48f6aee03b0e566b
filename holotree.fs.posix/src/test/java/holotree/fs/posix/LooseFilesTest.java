package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What [LibraryStore] says of files that nothing depends on.
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

  @Test
  void appending_makesTheFileAndWritesAtItsEnd() throws IOException {
    store.append("journal/2026-11.jsonl", Bytes.of("one\n"));
    store.append("journal/2026-11.jsonl", Bytes.of("two\n"));
    assertThat(root.resolve("journal/2026-11.jsonl")).hasContent("one\ntwo\n");
    assertThat(mode(root.resolve("journal/2026-11.jsonl"))).isEqualTo("rw-r--r--");
  }

  // Promise 7.
  @Test
  void linesOfManyAppenders_lieWhole() throws Exception {
    int each = 400;
    List<Process> others = new ArrayList<>();
    for (String sign : List.of("a", "b")) {
      others.add(Shell.java("exec", Appender.class, root, sign, each));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (String sign : List.of("c", "d")) {
        threads.execute(() -> appendLines(store, sign, each));
      }
    }
    for (Process other : others) {
      assertThat(other.waitFor()).isZero();
    }
    List<String> lines = Files.readAllLines(root.resolve("log"));
    assertThat(lines).hasSize(4 * each).allMatch(line -> line.matches("(a+|b+|c+|d+)"));
    assertThat(lines.stream().mapToInt(String::length).sum()).isEqualTo(4 * total(each));
  }

  private static int length(int line) {
    return 1 + line * 37 % 3000;
  }

  private static int total(int lines) {
    return IntStream.range(0, lines).map(LooseFilesTest::length).sum();
  }

  private static void appendLines(LibraryStore store, String sign, int count) {
    for (int line = 0; line < count; line++) {
      store.append("log", Bytes.of(sign.repeat(length(line)) + "\n"));
    }
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
  void pathsOutside_areMistakes() {
    assertThatIllegalArgumentException().isThrownBy(() -> store.append("../x", Bytes.of("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> store.touch("a/../../x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.append("x", MemorySegment.ofArray(new byte[1])));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void touching_makesAnEmptyFileOrSetsItsTime() throws IOException {
    store.touch("used/x");
    Path file = root.resolve("used/x");
    assertThat(file).isEmptyFile();
    assertThat(mode(file)).isEqualTo("rw-r--r--");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    store.touch("used/x");
    assertThat(Files.getLastModifiedTime(file).toInstant())
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
    store.append("used/x", Bytes.of("kept"));
    store.touch("used/x");
    assertThat(file).hasContent("kept");
  }

  @Test
  void touchingWhatCannotBe_isSilent() throws Exception {
    Files.createDirectories(root);
    Files.writeString(root.resolve("used"), "a file where a directory belongs");
    store.touch("used/x");
    Files.createDirectory(root.resolve("tmp"));
    store.touch("tmp");
    Files.createSymbolicLink(root.resolve("link"), scratch.resolve("elsewhere"));
    store.touch("link");
    store.touch("link/x");
    assertThat(scratch.resolve("elsewhere")).doesNotExist();
    assertThat(root.resolve("used")).isRegularFile();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
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

  /// Another process.
  static final class Appender {
    private Appender() {}

    public static void main(String[] arguments) {
      try (LibraryStore store =
          new LinuxStrategy().store(Path.of(arguments[0]), Durability.VOLATILE)) {
        appendLines(store, arguments[1], Integer.parseInt(arguments[2]));
      }
    }
  }
}
