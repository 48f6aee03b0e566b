package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.error.CorruptException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxStoreTest {

  @TempDir Path directory;
  private Path root;
  private LibraryStore store;

  @BeforeEach
  void openStore() {
    root = directory.resolve("a/b/library");
    store = new LinuxStrategy().store(root, Durability.DURABLE);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void readingAStoreThatIsNotThere_makesNothing() {
    assertThat(store.open("packs/aa/x.pack")).isNull();
    assertThat(store.list("packs")).isEmpty();
    assertThat(store.delete("names/x")).isFalse();
    assertThat(store.sweep()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void publishedFile_isThereWholeUnderItsName(Durability durability) throws Exception {
    try (LibraryStore other = new LinuxStrategy().store(root, durability)) {
      TemporaryFile temporary = other.createTemporary();
      temporary.append(Bytes.of("hello "));
      temporary.append(Bytes.of("world"));
      assertThat(temporary.length()).isEqualTo(11);
      assertThat(other.publish(temporary, "packs/aa/x.pack")).isTrue();
      temporary.close();
    }
    assertThat(root.resolve("packs/aa/x.pack")).hasContent("hello world");
    assertThat(root.resolve("tmp")).isEmptyDirectory();
    assertThat(mode(root.resolve("packs/aa/x.pack"))).isEqualTo("rw-r--r--");
    assertThat(mode(root.resolve("packs/aa"))).isEqualTo("rwxr-xr-x");
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void publishing_neverReplaces(Durability durability) {
    try (LibraryStore other = new LinuxStrategy().store(root, durability)) {
      assertThat(other.publish(filled(other, "first"), "names/x")).isTrue();
      assertThat(other.publish(filled(other, "second"), "names/x")).isFalse();
    }
    assertThat(root.resolve("names/x")).hasContent("first");
    assertThat(root.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void moving_replacesNothing_andLeavesNoSecondName() {
    store.publish(filled(store, "first"), "names/x");
    store.publish(filled(store, "second"), "names/y");
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

  @Test
  void replacing_exchangesInOneStep() throws Exception {
    store.replace(filled(store, "00000000"), "FORMAT");
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean torn = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                try (StoredFile file = store.open("FORMAT")) {
                  String text = file == null ? "" : contentOf(file);
                  if (text.length() != 8 || text.chars().distinct().count() != 1) {
                    torn.set(true);
                  }
                }
              }
            });
    try (LibraryStore fast = new LinuxStrategy().store(root, Durability.VOLATILE)) {
      for (int i = 0; i < 500; i++) {
        fast.replace(filled(fast, Integer.toString(i % 10).repeat(8)), "FORMAT");
      }
    }
    done.set(true);
    reader.join();
    assertThat(torn).isFalse();
    assertThat(root.resolve("FORMAT")).hasContent("99999999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "a/", "/a", "a//b", ".", "..", "./a", "../a", "a/../b", "a/.", "a b", "é", "a\0"
      })
  void otherPaths_areTheCallersMistake(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> store.open(path));
    assertThatIllegalArgumentException().isThrownBy(() -> store.list(path));
    assertThatIllegalArgumentException().isThrownBy(() -> store.delete(path));
    try (TemporaryFile temporary = store.createTemporary()) {
      assertThatIllegalArgumentException().isThrownBy(() -> store.publish(temporary, path));
    }
  }

  @Test
  void symlinksInTheStore_areNotFollowed() throws Exception {
    Path outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("f"), "outside");
    Files.createDirectories(root);
    Files.createSymbolicLink(root.resolve("packs"), outside);
    Files.createSymbolicLink(root.resolve("f"), outside.resolve("f"));

    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.open("packs/f"));
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.open("f"));
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.list("packs"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store.publish(filled(store, "x"), "packs/g"));
    assertThat(store.publish(filled(store, "x"), "g")).isTrue();
    assertThat(outside).isDirectoryContaining("glob:**/f").isDirectoryNotContaining("glob:**/g");
    assertThat(root.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void openingNameByName_isAsStrictAsInOneCall() throws Exception {
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/b/f"), "x");
    Files.createSymbolicLink(root.resolve("l"), root.resolve("a"));
    int base = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(root), OpenFlag.ROOT, 0);
    for (String path : new String[] {"a/b/f", "a", "l", "l/b/f", "a/c/f"}) {
      StorePath inside = StorePath.of(path);
      int one = Beneath.open(base, inside, OpenFlag.READ, 0);
      int other = Beneath.openByName(base, inside, OpenFlag.READ, 0);
      assertThat(other < 0).as(path).isEqualTo(one < 0);
      Libc.close(one);
      Libc.close(other);
    }
    Libc.close(base);
  }

  @Test
  void list_isSorted() {
    for (String name : new String[] {"c", "a", "b"}) {
      store.publish(filled(store, name), "names/" + name);
    }
    assertThat(store.list("names")).containsExactly("a", "b", "c");
    assertThat(store.delete("names/b")).isTrue();
    assertThat(store.delete("names/b")).isFalse();
    assertThat(store.list("names")).containsExactly("a", "c");
  }

  @Test
  void ranges_areReadWholeOrReportedAsDamage() {
    store.publish(filled(store, "0123456789"), "f");
    try (StoredFile file = store.open("f")) {
      assertThat(file).isNotNull();
      assertThat(file.size()).isEqualTo(10);
      assertThat(file.displayPath()).isEqualTo(root.resolve("f").toString());
      MemorySegment room = Bytes.room(4);
      file.read(6, room);
      assertThat(Bytes.text(room)).isEqualTo("6789");
      assertThatExceptionOfType(CorruptException.class)
          .isThrownBy(() -> file.read(7, room))
          .satisfies(e -> assertThat(e.offset()).isEqualTo(7))
          .satisfies(e -> assertThat(e.actual()).startsWith("3 bytes"));
      file.prefetch(0, 10);
      file.prefetch(-5, 1L << 60);
    }
  }

  @Test
  void stat_tellsWhatIsThereAndFollowsNoLink() throws Exception {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("f"), "outside");
    store.publish(filled(store, "0123456789"), "packs/f");
    Files.createSymbolicLink(root.resolve("l"), outside);

    try (StoredFile file = store.open("packs/f")) {
      assertThat(file).isNotNull();
      assertThat(file.stat()).isEqualTo(store.stat("packs/f"));
      assertThat(file.stat().size()).isEqualTo(10);
    }
    assertThat(store.stat("l")).extracting(FileStat::kind).isEqualTo(EntryKind.SYMLINK);
    assertThat(store.stat("packs")).extracting(FileStat::kind).isEqualTo(EntryKind.DIRECTORY);
    assertThat(store.stat("packs/g")).isNull();
    assertThat(store.stat("packs/f/g")).isNull();
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.stat("l/f"));
  }

  @Test
  void touching_setsTheModificationTimeAlone() throws Exception {
    store.publish(filled(store, "x"), "f");
    Shell.run("touch -a -d @1000 '" + root.resolve("f") + "'");
    Shell.run("touch -m -d @2000 '" + root.resolve("f") + "'");
    long before = System.currentTimeMillis() - 10_000;

    try (StoredFile file = store.open("f")) {
      assertThat(file).isNotNull();
      file.touch();
    }
    BasicFileAttributes now = Files.readAttributes(root.resolve("f"), BasicFileAttributes.class);
    assertThat(now.lastModifiedTime().toMillis()).isGreaterThan(before);
    assertThat(now.lastAccessTime().toMillis()).isEqualTo(1_000_000);
  }

  @Test
  void aClosedFile_isNotReadAnyMore() {
    store.publish(filled(store, "x"), "f");
    StoredFile file = store.open("f");
    assertThat(file).isNotNull();
    file.close();
    file.close();

    file.prefetch(0, 10);
    assertThatIllegalStateException().isThrownBy(() -> file.read(0, Bytes.room(1)));
  }

  @Test
  void mappings_areAlignedInsideAndEndWithTheirArena() throws Exception {
    byte[] content = new byte[300_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Bytes.of(content));
    store.publish(temporary, "f");
    try (Arena arena = Arena.ofShared()) {
      MemorySegment mapped;
      try (StoredFile file = store.open("f")) {
        assertThat(file).isNotNull();
        mapped = file.map(70_001, 150_000, arena);
        assertThat(file.map(300_000, 0, arena).byteSize()).isZero();
        assertThatExceptionOfType(CorruptException.class)
            .isThrownBy(() -> file.map(200_000, 100_001, arena));
        assertThatExceptionOfType(CorruptException.class)
            .isThrownBy(() -> file.map(Long.MAX_VALUE, Long.MAX_VALUE, arena));
      }
      assertThat(mapped.isReadOnly()).isTrue();
      for (int i = 0; i < 150_000; i += 1_111) {
        assertThat(mapped.get(ValueLayout.JAVA_BYTE, i)).isEqualTo(content[70_001 + i]);
      }
      assertThat(Files.readString(Path.of("/proc/self/maps"))).contains(root + "/f");
    }
    assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(root + "/f");
  }

  @Test
  void aMappingOfATruncatedFile_isAnErrorAndNoCrash() throws Exception {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Bytes.of(new byte[200_000]));
    store.publish(temporary, "f");
    try (Arena arena = Arena.ofShared();
        StoredFile file = store.open("f")) {
      assertThat(file).isNotNull();
      MemorySegment mapped = file.map(0, 200_000, arena);
      Shell.run("truncate -s 10 '" + root.resolve("f") + "'");
      assertThatExceptionOfType(InternalError.class)
          .isThrownBy(() -> mapped.get(ValueLayout.JAVA_BYTE, 150_000));
      assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> file.map(0, 100, arena));
    }
  }

  @Test
  void whatIsNoRegularFile_isRefusedAtOnce() throws Exception {
    Files.createDirectories(root.resolve("d"));
    Shell.run("mkfifo '" + root.resolve("fifo") + "'");

    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.open("fifo"));
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.open("d"));
  }

  @Test
  void temporariesOfLiveMakers_stayInASweep() {
    try (LibraryStore other = new LinuxStrategy().store(root, Durability.DURABLE);
        TemporaryFile alive = store.createTemporary()) {
      alive.append(Bytes.of("x"));
      assertThat(other.sweep()).isZero();
      assertThat(store.sweep()).isZero();
      assertThat(store.publish(alive, "f")).isTrue();
    }
    assertThat(root.resolve("f")).hasContent("x");
  }

  @Test
  void temporariesOfKilledMakers_goInASweep() throws Exception {
    Process maker = Shell.java("exec", Maker.class, root);
    assertThat(maker.getInputStream().read()).isEqualTo('.');
    assertThat(store.sweep()).isZero();
    assertThat(store.list("tmp")).hasSize(2);
    maker.destroyForcibly().waitFor();

    assertThat(store.sweep()).isEqualTo(2);
    assertThat(store.list("tmp")).isEmpty();
  }

  @Test
  void sweepingWhileFilesAreMade_takesNoneOfThem() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread sweeper =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                store.sweep();
              }
            });
    try (LibraryStore fast = new LinuxStrategy().store(root, Durability.VOLATILE)) {
      for (int i = 0; i < 2_000; i++) {
        assertThat(fast.publish(filled(fast, "x"), "names/n" + i)).isTrue();
      }
    } finally {
      done.set(true);
      sweeper.join();
    }
    assertThat(store.list("names")).hasSize(2_000);
    assertThat(store.list("tmp")).isEmpty();
  }

  @Test
  void aFullDisk_leavesNothing() throws Exception {
    try (Mount mount = Mount.tmpfs(directory.resolve("full"), "size=128k");
        LibraryStore full = new LinuxStrategy().store(mount.path(), Durability.DURABLE)) {
      try (TemporaryFile temporary = full.createTemporary()) {
        MemorySegment content = Bytes.of(new byte[300_000]);
        assertThatExceptionOfType(NoSpaceException.class)
            .isThrownBy(() -> temporary.append(content))
            .satisfies(e -> {
              assertThat(e.needed()).isEqualTo(300_000);
              assertThat(e.there()).isBetween(0L, 128L << 10);
              assertThat(e.inodesNeeded()).isEqualTo(-1);
            });
      }
      assertThat(full.list("tmp")).isEmpty();
    }
  }

  @Test
  void aDiskWithoutInodes_saysSo() throws Exception {
    try (Mount mount = Mount.tmpfs(directory.resolve("full"), "size=1m,nr_inodes=2");
        LibraryStore full = new LinuxStrategy().store(mount.path(), Durability.VOLATILE)) {
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(full::createTemporary)
          .satisfies(e -> {
            assertThat(e.inodesNeeded()).isEqualTo(1);
            assertThat(e.inodesThere()).isZero();
            assertThat(e.there()).isPositive();
          })
          .withMessageContaining("; 1 inodes needed, 0 there.");
    }
  }

  @Test
  void aTemporaryThatFailsToBePublished_isGone() throws Exception {
    Files.createDirectories(root);
    Files.writeString(root.resolve("f"), "a file where a directory is needed");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store.publish(filled(store, "x"), "f/g"));
    assertThat(store.list("tmp")).isEmpty();
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static TemporaryFile filled(LibraryStore store, String content) {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Bytes.of(content));
    return temporary;
  }

  private static String contentOf(StoredFile file) {
    MemorySegment room = Bytes.room(file.size());
    file.read(0, room);
    return Bytes.text(room);
  }

  /// A process that makes two temporaries and waits to be killed.
  static final class Maker {

    private Maker() {}

    public static void main(String[] arguments) throws Exception {
      LibraryStore store = new LinuxStrategy().store(Path.of(arguments[0]), Durability.DURABLE);
      TemporaryFile first = store.createTemporary();
      TemporaryFile second = store.createTemporary();
      first.append(Bytes.of("x"));
      System.out.print('.');
      System.out.flush();
      Thread.sleep(60_000);
      second.close();
    }
  }
}
