package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
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

  private static final String SOURCE =
      """
      import holotree.api.fs.*;
      import holotree.engine.builtin.PortableStrategy;
      import java.lang.foreign.*;
      import java.nio.charset.StandardCharsets;
      import java.nio.file.Path;

      class Appender {
        public static void main(String[] arguments) {
          var store = new PortableStrategy().store(Path.of(arguments[0]), Durability.VOLATILE);
          for (int line = 0; line < Integer.parseInt(arguments[2]); line++) {
            byte[] bytes =
                (arguments[1].repeat(1 + line * 37 % 3000) + "\\n")
                    .getBytes(StandardCharsets.UTF_8);
            try (Arena arena = Arena.ofConfined()) {
              store.append("log", arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes));
            }
          }
        }
      }
      """;

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

  @Test
  void appending_makesTheFileAndWritesAtItsEnd() throws IOException {
    store.append("journal/2026-11.jsonl", Native.of("one\n"));
    store.append("journal/2026-11.jsonl", Native.of("two\n"));
    assertThat(root.resolve("journal/2026-11.jsonl")).hasContent("one\ntwo\n");
    assertThat(mode(root.resolve("journal/2026-11.jsonl"))).isEqualTo("rw-r--r--");
  }

  // Promise 7.
  @Test
  void linesOfManyAppenders_lieWhole() throws Exception {
    int each = 400;
    List<Process> others = new ArrayList<>();
    for (String sign : List.of("a", "b")) {
      others.add(append(sign, each));
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
      store.append("log", Native.of(sign.repeat(length(line)) + "\n"));
    }
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

  @Test
  void pathsOutside_areMistakes() {
    assertThatIllegalArgumentException().isThrownBy(() -> store.append("../x", Native.of("x")));
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
    store.append("used/x", Native.of("kept"));
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

  /// Starts another process that appends, in one write each, the lines that [#appendLines] would.
  private Process append(String sign, int count) throws IOException, URISyntaxException {
    Path source = Files.writeString(scratch.resolve("Appender" + sign + ".java"), SOURCE);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            place(PortableStrategy.class) + File.pathSeparator + place(LibraryStore.class),
            source.toString(),
            root.toString(),
            sign,
            Integer.toString(count))
        .inheritIO()
        .start();
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
