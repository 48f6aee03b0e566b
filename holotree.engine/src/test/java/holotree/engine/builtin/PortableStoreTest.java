package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.error.CorruptException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promises 1 to 4 of [LibraryStore], and what its methods say; [StoreLocksTest] has the locks.
class PortableStoreTest {

  @TempDir Path scratch;
  private Path root;
  private LibraryStore store;

  @BeforeEach
  void open() {
    root = scratch.resolve("deep/library");
    store = new PortableStrategy().store(root, Durability.DURABLE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void readingAnEmptyStore_makesNothing() {
    assertThat(store.open("packs/aa/x.pack")).isNull();
    assertThat(store.list("packs")).isEmpty();
    assertThat(store.delete("packs/x")).isFalse();
    assertThat(store.sweep()).isZero();
    assertThat(root.getParent()).doesNotExist();
  }

  // Promise 1.
  @Test
  void file_isUnderItsNameOncePublished() throws IOException {
    try (TemporaryFile temporary = store.createTemporary()) {
      temporary.append(Native.of("one "));
      temporary.append(Native.of("two"));
      assertThat(temporary.length()).isEqualTo(7);
      assertThat(store.open("packs/aa/x.pack")).isNull();
      assertThat(store.publish(temporary, "packs/aa/x.pack")).isTrue();
    }
    assertThat(root.resolve("packs/aa/x.pack")).hasContent("one two");
    assertThat(temporaries()).isEmpty();
  }

  // Promise 8.
  @Test
  void moving_replacesNothing_andLeavesNoSecondName() throws IOException {
    publish("names/x", "first");
    publish("names/y", "second");
    assertThat(store.move("names/x", "names/y")).isFalse();
    assertThat(root.resolve("names/x")).hasContent("first");
    assertThat(root.resolve("names/y")).hasContent("second");
    assertThat(store.move("names/x", "quarantine/names/x")).isTrue();
    assertThat(root.resolve("names/x")).doesNotExist();
    assertThat(root.resolve("quarantine/names/x")).hasContent("first");
    assertThat(store.move("names/x", "names/z")).isFalse();
    assertThat(store.move("nowhere/x", "names/z")).isFalse();
    store.syncDirectory("names");
    store.syncDirectory("nowhere");
    assertThat(root.resolve("nowhere")).doesNotExist();
  }

  // Promise 2.
  @Test
  void publish_neverReplaces() throws IOException {
    assertThat(publish("names/x", "first")).isTrue();
    assertThat(publish("names/x", "second")).isFalse();
    assertThat(root.resolve("names/x")).hasContent("first");
    assertThat(temporaries()).isEmpty();
  }

  // Promise 2.
  @Test
  void replace_putsTheNewFileInPlace() throws IOException {
    replace("names/x", "first");
    StoredFile old = store.open("names/x");
    replace("names/x", "second");
    assertThat(read(old, 0, 5)).isEqualTo("first");
    old.close();
    assertThat(root.resolve("names/x")).hasContent("second");
    assertThat(temporaries()).isEmpty();
  }

  // Promise 2.
  @Test
  void publishersOfOneName_haveOneWinnerWhoseFileStays()
      throws ExecutionException, InterruptedException, IOException {
    for (int round = 0; round < 20; round++) {
      String name = "names/n" + round;
      List<Future<Boolean>> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int thread = 0; thread < 4; thread++) {
          String content = "thread " + thread;
          all.add(threads.submit(() -> publish(name, content)));
        }
      }
      int winner = -1;
      for (int thread = 0; thread < 4; thread++) {
        if (all.get(thread).get()) {
          assertThat(winner).isEqualTo(-1);
          winner = thread;
        }
      }
      assertThat(root.resolve(name)).hasContent("thread " + winner);
    }
    assertThat(temporaries()).isEmpty();
  }

  // Promise 2, on file systems without hard links.
  @Test
  void publishingWithoutLinks_neverReplaces() throws IOException {
    Publication publication = new Publication(scratch.resolve("publish.lock"));
    Path first = Files.writeString(scratch.resolve("first"), "first");
    Path second = Files.writeString(scratch.resolve("second"), "second");
    Path target = scratch.resolve("target");
    assertThat(publication.move(first, target)).isTrue();
    assertThat(publication.move(second, target)).isFalse();
    assertThat(target).hasContent("first");
    assertThat(second).exists();
  }

  // Promise 3.
  @Test
  void temporaryThatCannotBePublished_isDiscarded() throws IOException {
    publish("names/x", "file");
    TemporaryFile temporary = store.createTemporary();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store.publish(temporary, "names/x/below"));
    assertThat(temporaries()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> store.replace(temporary, "names/y"));
    assertThat(store.list("names")).containsExactly("x");
  }

  // Promise 3: a sync that fails, here since an interrupt closes the file, leaves nothing.
  @Test
  void temporaryWhoseSyncFails_isDiscarded() throws IOException {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Native.of("x"));
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(InterruptedOperationException.class)
          .isThrownBy(() -> store.publish(temporary, "names/x"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(store.open("names/x")).isNull();
    assertThat(temporaries()).isEmpty();
  }

  @Test
  void closedTemporary_isRemoved() throws IOException {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Native.of("x"));
    assertThat(temporaries()).hasSize(1);
    temporary.close();
    temporary.close();
    assertThat(temporaries()).isEmpty();
  }

  // Promise 4.
  @Test
  void sweep_leavesTheTemporariesOfLivingMakers() throws IOException, URISyntaxException {
    try (TemporaryFile mine = store.createTemporary();
        LibraryStore other = new PortableStrategy().store(root, Durability.VOLATILE);
        OtherProcess process = new OtherProcess(scratch, root, "temporary")) {
      assertThat(temporaries()).hasSize(2);
      assertThat(store.sweep()).isZero();
      assertThat(other.sweep()).isZero();
      assertThat(temporaries()).hasSize(2);
      process.kill();
      assertThat(other.sweep()).isEqualTo(1);
      assertThat(other.sweep()).isZero();
      mine.append(Native.of("still here"));
      assertThat(store.publish(mine, "names/x")).isTrue();
    }
    assertThat(root.resolve("names/x")).hasContent("still here");
  }

  // Promise 4.
  @Test
  void sweep_removesWhatIsLeftOfMakersThatAreGone() throws IOException {
    Path tmp = Files.createDirectories(root.resolve("tmp"));
    String token = "0123456789abcdef".repeat(2);
    Files.createFile(tmp.resolve(token + "-0.tmp"));
    Files.createFile(tmp.resolve(token + "-12.tmp"));
    Files.createFile(tmp.resolve(token + ".maker"));
    Files.createFile(tmp.resolve("f".repeat(32) + ".maker"));
    Files.createFile(tmp.resolve("made-by-someone-else"));
    assertThat(store.sweep()).isEqualTo(2);
    assertThat(store.list("tmp")).containsExactly("made-by-someone-else", "sweep.lock");
  }

  @Test
  void closedStore_leavesNoMakerBehind() {
    store.createTemporary().close();
    store.close();
    store.close();
    assertThat(store.list("tmp")).containsExactly("sweep.lock");
  }

  @Test
  void temporaryOfAnotherStrategy_isTheCallersMistake() {
    TemporaryFile strange =
        new TemporaryFile() {
          @Override
          public void append(MemorySegment bytes) {}

          @Override
          public long length() {
            return 0;
          }

          @Override
          public void close() {}
        };
    assertThatIllegalArgumentException().isThrownBy(() -> store.publish(strange, "names/x"));
  }

  @Test
  void ranges_areReadAndMapped() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] content = Native.noise(random, 300_000);
    try (TemporaryFile temporary = store.createTemporary()) {
      temporary.append(Native.of(content));
      store.publish(temporary, "packs/p");
    }
    try (StoredFile file = store.open("packs/p");
        Arena arena = Arena.ofConfined()) {
      assertThat(file.size()).isEqualTo(content.length);
      assertThat(file.displayPath()).isEqualTo(root.resolve("packs/p").toString());
      file.prefetch(0, Long.MAX_VALUE);
      for (int round = 0; round < 50; round++) {
        int from = random.nextInt(content.length);
        int length = random.nextInt(content.length - from + 1);
        MemorySegment into = Native.empty(length);
        file.read(from, into);
        assertThat(into.mismatch(MemorySegment.ofArray(content).asSlice(from, length)))
            .as("read, seed %d", seed)
            .isEqualTo(-1);
        assertThat(
                file.map(from, length, arena)
                    .mismatch(MemorySegment.ofArray(content).asSlice(from, length)))
            .as("map, seed %d", seed)
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void mapping_outlivesItsFile() {
    publish("packs/p", "mapped");
    try (Arena arena = Arena.ofConfined()) {
      StoredFile file = store.open("packs/p");
      MemorySegment mapped = file.map(0, 6, arena);
      file.close();
      file.close();
      assertThat(mapped.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(Native.bytes("mapped"));
      assertThat(mapped.isReadOnly()).isTrue();
    }
  }

  @Test
  void rangeOutsideTheFile_isReported() {
    publish("packs/p", "short");
    try (StoredFile file = store.open("packs/p");
        Arena arena = Arena.ofConfined()) {
      assertThatExceptionOfType(CorruptException.class)
          .isThrownBy(() -> file.read(2, Native.empty(4)))
          .satisfies(e -> {
            assertThat(e.offset()).isEqualTo(2);
            assertThat(e.file()).isEqualTo(root.resolve("packs/p").toString());
          });
      assertThatIllegalArgumentException().isThrownBy(() -> file.map(2, 4, arena));
      assertThatIllegalArgumentException().isThrownBy(() -> file.map(-1, 1, arena));
      assertThatIllegalArgumentException().isThrownBy(() -> file.map(6, 0, arena));
    }
  }

  @Test
  void interruptedRead_isReportedAsThat() {
    publish("packs/p", "short");
    try (StoredFile file = store.open("packs/p")) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedOperationException.class)
          .isThrownBy(() -> file.read(0, Native.empty(1)));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void names_areListedSorted() {
    for (String name : List.of("names/b", "names/a", "names/c-1", "names/c.1")) {
      publish(name, "");
    }
    assertThat(store.list("names")).containsExactly("a", "b", "c-1", "c.1");
  }

  @Test
  void deletedFile_isGone() {
    publish("names/a", "");
    assertThat(store.delete("names/a")).isTrue();
    assertThat(store.delete("names/a")).isFalse();
    assertThat(store.open("names/a")).isNull();
  }

  @Test
  void directory_isNeitherOpenedNorDeleted() {
    publish("names/a", "");
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.open("names"));
    store.delete("names/a");
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.delete("names"));
    assertThat(root.resolve("names")).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "./a", "a/./b", "a~b",
        "a b", "a\\b", "a\0", "\u00E9", "a\n"
      })
  void whatIsNoPathInAStore_isTheCallersMistake(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> store.open(path));
    assertThatIllegalArgumentException().isThrownBy(() -> store.list(path));
    assertThatIllegalArgumentException().isThrownBy(() -> store.delete(path));
    assertThatIllegalArgumentException().isThrownBy(() -> store.lock(path, LockMode.SHARED));
    try (TemporaryFile temporary = store.createTemporary()) {
      assertThatIllegalArgumentException().isThrownBy(() -> store.publish(temporary, path));
      assertThatIllegalArgumentException().isThrownBy(() -> store.replace(temporary, path));
    }
  }

  private boolean publish(String path, String content) {
    try (TemporaryFile temporary = store.createTemporary()) {
      temporary.append(Native.of(content));
      return store.publish(temporary, path);
    }
  }

  private void replace(String path, String content) {
    try (TemporaryFile temporary = store.createTemporary()) {
      temporary.append(Native.of(content));
      store.replace(temporary, path);
    }
  }

  private static String read(StoredFile file, long from, int length) {
    MemorySegment into = Native.empty(length);
    file.read(from, into);
    return new String(Native.bytes(into), StandardCharsets.UTF_8);
  }

  private List<String> temporaries() {
    return store.list("tmp").stream().filter(name -> name.endsWith(".tmp")).toList();
  }
}
