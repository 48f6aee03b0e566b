package holotree.tests.doubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.testkit.crash.RecordingStrategy;
import holotree.testkit.fault.DiskError;
import holotree.testkit.fault.FailingStrategy;
import holotree.testkit.fault.Fault;
import holotree.testkit.fault.Operation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoublesOverLinuxTest {

  private static final byte[] NAME = "name".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path scratch;

  @Test
  void doublesOverDoubles_handOnWhatTheStrategyMade() throws IOException {
    Path root = scratch.toRealPath();
    RecordingStrategy recording = new RecordingStrategy(RecordingStrategy.numbered(linux()), root);
    FailingStrategy failing = new FailingStrategy(recording);
    Files.createDirectory(root.resolve("tree"));
    try (LibraryStore store = failing.store(root.resolve("store"), Durability.DURABLE);
        SpaceTree tree = failing.openTree(root.resolve("tree"));
        StoreLock _ = store.lock("lock", LockMode.EXCLUSIVE)) {
      assertThat(publish(store, "a/first")).isTrue();
      assertThat(publish(store, "a/first")).isFalse();
      try (StoredFile file = store.open("a/first")) {
        assertThat(tree.linkFile(tree.root(), NAME, file)).isInstanceOf(ShareOutcome.Shared.class);
      }
      try (ReadableFile file = tree.openFile(tree.root(), NAME)) {
        assertThat(store.publishLink(file, "a/second")).isInstanceOf(ShareOutcome.Shared.class);
      }
      assertThat(root.resolve("store/a/second")).hasContent("bytes");
      failing.faults().arm(new Fault(Operation.PUBLISH, 1, DiskError.EIO, false));
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> publish(store, "a/third"))
          .satisfies(refused -> assertThat(refused.reason()).contains("EIO"));
      assertThat(store.list("tmp")).isEmpty();
      assertThat(publish(store, "a/third")).isTrue();
    }
    assertThat(failing.open()).isEmpty();
    assertThat(recording.states().beginnings()).isGreaterThan(10);
  }

  private static boolean publish(LibraryStore store, String path) {
    try (Arena arena = Arena.ofConfined();
        TemporaryFile temporary = store.createTemporary()) {
      temporary.append(arena.allocateFrom("bytes").asSlice(0, 5));
      return store.publish(temporary, path);
    }
  }

  private static FileSystemStrategy linux() {
    return ServiceLoader.load(FileSystemStrategy.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(strategy -> strategy.id().equals("linux"))
        .findFirst()
        .orElseThrow();
  }
}
