package holotree.fs.windows;

import static holotree.fs.windows.SimulatedDisk.bytes;
import static holotree.fs.windows.SimulatedDisk.content;
import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.testkit.windows.FileSystemKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the store does that only Windows asks for.
class WindowsStoreTest {

  @SuppressWarnings("NullAway.Init") // set before each test
  private SimulatedDisk disk;

  @SuppressWarnings("NullAway.Init") // set before each test
  private WindowsStrategy strategy;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path root;

  @SuppressWarnings("NullAway.Init") // set before each test
  private LibraryStore store;

  @BeforeEach
  void open(@TempDir Path scratch) throws IOException {
    root = scratch.toRealPath().resolve("store");
    disk = new SimulatedDisk(scratch.toRealPath());
    strategy = disk.strategy();
    store = strategy.store(root, Durability.DURABLE);
  }

  @AfterEach
  void close() {
    store.close();
    assertThat(disk.windows().leaks()).isEmpty();
  }

  private void publish(String path, String text) {
    try (TemporaryFile temporary = store.createTemporary()) {
      temporary.append(content(text));
      assertThat(store.publish(temporary, path)).isTrue();
    }
  }

  private StoredFile stored(String path) {
    return Objects.requireNonNull(store.open(path));
  }

  @Test
  void durableFile_isFlushedBeforeItHasItsNameAndAfter() {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(content("x"));
    List<String> calls = new ArrayList<>();
    disk.windows()
        .listener((method, about, code) -> {
          if (method.equals("flush") || method.equals("rename")) {
            calls.add(method);
          }
        });
    store.publish(temporary, "packs/x");
    assertThat(calls).containsExactly("flush", "rename", "flush");
    calls.clear();
    try (LibraryStore fast = strategy.store(root, Durability.VOLATILE);
        TemporaryFile quick = fast.createTemporary()) {
      fast.publish(quick, "packs/y");
    }
    assertThat(calls).containsExactly("rename");
  }

  @Test
  void removedNames_areFlushedWithTheirDirectory() {
    publish("names/x", "x");
    store.delete("names/x");
    int before = disk.windows().count("flush");
    store.syncDirectory("names");
    assertThat(disk.windows().count("flush")).isEqualTo(before + 1);
  }

  @Test
  void mappedFile_canBeDeletedAndReplaced() {
    publish("index/x", "mapped");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mapped;
      try (StoredFile file = stored("index/x")) {
        mapped = file.map(1, 3, arena);
      }
      assertThat(store.delete("index/x")).isTrue();
      assertThat(mapped.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes("app"));
    }
  }

  @Test
  void fileThatIsBeingRead_canBeDeletedAndReplaced() {
    publish("names/x", "old");
    try (StoredFile file = stored("names/x");
        TemporaryFile temporary = store.createTemporary()) {
      temporary.append(content("new"));
      store.replace(temporary, "names/x");
      MemorySegment room = Arena.ofAuto().allocate(3);
      file.read(0, room);
      assertThat(room.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes("old"));
    }
    try (StoredFile _ = stored("names/x")) {
      assertThat(store.delete("names/x")).isTrue();
    }
    assertThat(store.list("names")).isEmpty();
  }

  @Test
  void readOnlyFile_isReplacedAndDeleted() throws IOException {
    publish("names/x", "old");
    Files.setPosixFilePermissions(
        root.resolve("names/x"), PosixFilePermissions.fromString("r--r--r--"));
    try (TemporaryFile temporary = store.createTemporary()) {
      temporary.append(content("new"));
      store.replace(temporary, "names/x");
    }
    assertThat(root.resolve("names/x")).hasContent("new");
    Files.setPosixFilePermissions(
        root.resolve("names/x"), PosixFilePermissions.fromString("r--r--r--"));
    disk.windows().conditions().posixDelete(false);
    assertThat(store.delete("names/x")).isTrue();
    assertThat(store.list("names")).isEmpty();
  }

  @Test
  void namesThatAreDevicesElsewhere_areNamesInAStore() {
    // A recording may be called so; the simulated Windows takes no such names.
    assertThat(StorePath.of("names/nul").names()).containsExactly("names", "nul");
  }

  @Test
  void publishingUnderAVirusChecker_succeeds() {
    disk.windows().virusChecker().on(3);
    disk.windows().indexer().on(3);
    for (int each = 0; each < 40; each++) {
      publish("names/n" + each, "x");
      try (TemporaryFile temporary = store.createTemporary()) {
        temporary.append(content("y"));
        store.replace(temporary, "names/n" + each);
      }
      try (StoredFile file = stored("names/n" + each)) {
        assertThat(file.size()).isEqualTo(1);
      }
      assertThat(store.delete("names/n" + each)).isTrue();
    }
    disk.windows().virusChecker().off();
    disk.windows().indexer().off();
    assertThat(store.list("tmp")).isEmpty();
  }

  @Test
  void sweep_leavesWhatAVirusCheckerHasOpenToTheNextOne() throws IOException {
    publish("names/x", "x");
    Files.writeString(root.resolve("tmp/left"), "by a maker that is gone");
    try (LibraryStore other = disk.strategy().store(root, Durability.VOLATILE);
        StoredFile _ = Objects.requireNonNull(other.open("tmp/left"))) {
      // Readers share deleting; only who does not, as virus checkers, stands in the way.
      assertThat(store.sweep()).isEqualTo(1);
    }
    assertThat(store.sweep()).isZero();
  }

  @Test
  void programs_areNeverLinked(@TempDir Path scratch) throws IOException {
    publish("pool/x", "MZ");
    Path place = Files.createDirectory(scratch.toRealPath().resolve("tree"));
    try (SpaceTree tree = strategy.openTree(place);
        StoredFile source = stored("pool/x")) {
      for (String name : new String[] {"a.exe", "b.DLL", "c.PyD"}) {
        ShareOutcome outcome = tree.linkFile(tree.root(), bytes(name), source);
        assertThat(outcome).isSameAs(HardLink.NO_PROGRAMS);
        SimulatedDisk.create(tree, name, 0644, "MZ");
        try (var file = tree.openFile(tree.root(), bytes(name))) {
          assertThat(store.publishLink(file, "pool/" + name.substring(0, 1)))
              .isSameAs(HardLink.NO_PROGRAMS);
        }
      }
      assertThat(tree.linkFile(tree.root(), bytes("exe"), source))
          .isInstanceOf(ShareOutcome.Shared.class);
    }
    assertThat(store.list("pool")).containsExactly("x");
  }

  @Test
  void fileWithTooManyNames_saysSo(@TempDir Path scratch) throws IOException {
    disk.windows().conditions().mostLinks(3);
    publish("pool/x", "x");
    Path place = Files.createDirectory(scratch.toRealPath().resolve("tree"));
    try (SpaceTree tree = strategy.openTree(place);
        StoredFile source = stored("pool/x")) {
      for (String name : new String[] {"a", "b"}) {
        assertThat(tree.linkFile(tree.root(), bytes(name), source))
            .isInstanceOf(ShareOutcome.Shared.class);
      }
      assertThat(tree.linkFile(tree.root(), bytes("c"), source))
          .isInstanceOfSatisfying(
              ShareOutcome.NotApplicable.class,
              no -> assertThat(no.obstacle()).isEqualTo(Obstacle.TOO_MANY_LINKS));
    }
  }

  @Test
  void programs_areClonedWhereFilesCan(@TempDir Path scratch) throws IOException {
    disk.windows().conditions().fileSystem(FileSystemKind.REFS);
    publish("pool/x", "MZ".repeat(5_000));
    Path place = Files.createDirectory(scratch.toRealPath().resolve("tree"));
    try (SpaceTree tree = strategy.openTree(place);
        StoredFile source = stored("pool/x")) {
      assertThat(tree.cloneFile(tree.root(), bytes("a.exe"), 0444, 5, 7, source))
          .isInstanceOfSatisfying(
              ShareOutcome.Shared.class,
              shared -> {
                assertThat(shared.stat().mode()).isEqualTo(0444);
                assertThat(shared.stat().mtimeNanos()).isZero();
                assertThat(shared.stat().size()).isEqualTo(10_000);
              });
    }
    assertThat(place.resolve("a.exe")).hasContent("MZ".repeat(5_000));
  }

  @Test
  void readerOfALibraryThatCannotBeWritten_locksWhatIsNotThere() {
    disk.windows().conditions().readOnly(true);
    store.lock("locks/gc", LockMode.SHARED).close();
    assertThat(root).doesNotExist();
    disk.windows().conditions().readOnly(false);
  }

  @Test
  void lockThatIsClosed_isUnlockedFirst() {
    store.lock("locks/gc", LockMode.EXCLUSIVE).close();
    assertThat(disk.windows().count("unlock")).isEqualTo(1);
  }
}
