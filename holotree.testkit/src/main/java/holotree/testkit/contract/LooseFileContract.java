package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.fs.LibraryStore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Promise 7 of [LibraryStore], and what it says of files that nothing depends on.
public abstract class LooseFileContract extends StoreContract {

  /// For subclasses.
  protected LooseFileContract() {}

  @Test
  public void appending_makesTheFileAndWritesAtItsEnd() throws IOException {
    store().append("journal/2026-11.jsonl", Native.of("one\n"));
    store().append("journal/2026-11.jsonl", Native.of("two\n"));
    assertThat(inStore("journal/2026-11.jsonl")).hasContent("one\ntwo\n");
    requireMode(inStore("journal/2026-11.jsonl"), "rw-r--r--");
  }

  @Test
  public void promise7_linesOfManyAppenders_lieWhole() throws Exception {
    int each = 400;
    try (OtherProcess one = process(root());
        OtherProcess two = process(root());
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      one.send("append log a " + each);
      two.send("append log b " + each);
      List<Future<?>> here = new ArrayList<>();
      for (String sign : List.of("c", "d")) {
        here.add(threads.submit(() -> Pieces.append(store(), "log", sign, each)));
      }
      for (Future<?> work : here) {
        result(work);
      }
      assertThat(one.answer()).isEqualTo("done");
      assertThat(two.answer()).isEqualTo("done");
    }
    List<String> lines = Files.readAllLines(inStore("log"));
    assertThat(lines).hasSize(4 * each).allMatch(line -> line.matches("(a+|b+|c+|d+)"));
    assertThat(lines.stream().mapToInt(String::length).sum()).isEqualTo(4 * Pieces.signs(each));
  }

  @Test
  public void whatIsNoFile_isNotAppendedTo() throws IOException {
    Files.createDirectories(inStore("directory"));
    requireRefused(() -> store().append("directory", Native.of("x")));
    Path outside = Files.writeString(path("outside"), "outside");
    if (symlink(inStore("link"), outside)) {
      requireRefused(() -> store().append("link", Native.of("x")));
      assertThat(outside).hasContent("outside");
    }
  }

  @Test
  public void pathsOutside_areMistakes() {
    LibraryStore store = store();
    assertThatIllegalArgumentException().isThrownBy(() -> store.append("../x", Native.of("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> store.touch("a/../../x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.append("x", MemorySegment.ofArray(new byte[1])));
    assertThat(place()).isEmptyDirectory();
  }

  @Test
  public void touching_makesAnEmptyFileOrSetsItsTime() throws IOException {
    store().touch("used/x");
    Path file = inStore("used/x");
    assertThat(file).isEmptyFile();
    requireMode(file, "rw-r--r--");
    FileTime made = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    store().touch("used/x");
    assertThat(Files.getLastModifiedTime(file))
        .isBetween(made, FileTime.from(Instant.now().plusSeconds(600)));
    store().append("used/x", Native.of("kept"));
    store().touch("used/x");
    assertThat(file).hasContent("kept");
  }

  @Test
  public void touchingWhatCannotBe_isSilent() throws IOException {
    Files.createDirectories(root());
    Files.writeString(inStore("used"), "a file where a directory belongs");
    store().touch("used/x");
    Files.createDirectory(inStore("tmp"));
    store().touch("tmp");
    if (symlink(inStore("link"), path("elsewhere"))) {
      store().touch("link");
      store().touch("link/x");
      assertThat(path("elsewhere")).doesNotExist();
    }
    assertThat(inStore("used")).hasContent("a file where a directory belongs");
  }
}
