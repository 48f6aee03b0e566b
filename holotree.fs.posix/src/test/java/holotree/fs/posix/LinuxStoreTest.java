package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The store on full disks, and what it keeps to beyond its promises; [LinuxContractTest] has those.
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

  @ParameterizedTest
  @EnumSource(Durability.class)
  void publishing_leavesNothingButTheFile(Durability durability) {
    try (LibraryStore other = new LinuxStrategy().store(root, durability)) {
      assertThat(other.publish(filled(other, "first"), "names/x")).isTrue();
      assertThat(other.publish(filled(other, "second"), "names/x")).isFalse();
      assertThat(root.resolve("tmp")).isEmptyDirectory();
    }
    assertThat(root.resolve("names/x")).hasContent("first");
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
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.stat("packs/f"));
    assertThat(store.stat("f")).extracting(FileStat::kind).isEqualTo(EntryKind.SYMLINK);
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

  private static TemporaryFile filled(LibraryStore store, String content) {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Bytes.of(content));
    return temporary;
  }
}
