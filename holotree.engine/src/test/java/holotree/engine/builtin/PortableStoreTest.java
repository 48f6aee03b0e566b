package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the portable store keeps its promises; [PortableContractTest] shows that it does.
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
  void rangeOutsideTheFile_isNotMapped() {
    publish("packs/p", "short");
    try (StoredFile file = store.open("packs/p");
        Arena arena = Arena.ofConfined()) {
      assertThatIllegalArgumentException().isThrownBy(() -> file.map(2, 4, arena));
      assertThatIllegalArgumentException().isThrownBy(() -> file.map(-1, 1, arena));
      assertThatIllegalArgumentException().isThrownBy(() -> file.map(6, 0, arena));
    }
  }

  private boolean publish(String path, String content) {
    try (TemporaryFile temporary = store.createTemporary()) {
      temporary.append(Native.of(content));
      return store.publish(temporary, path);
    }
  }

  private List<String> temporaries() {
    return store.list("tmp").stream().filter(name -> name.endsWith(".tmp")).toList();
  }
}
