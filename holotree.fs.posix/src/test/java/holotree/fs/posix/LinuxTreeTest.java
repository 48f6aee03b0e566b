package holotree.fs.posix;

import static holotree.fs.posix.Bytes.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxTreeTest {

  private static final long SECONDS = 1_234_567_890L;
  private static final int NANOS = 123_456_789;

  @TempDir Path directory;
  private Path root;
  private SpaceTree tree;

  @BeforeEach
  void openTree() throws Exception {
    root = Files.createDirectory(directory.resolve("root"));
    tree = new LinuxStrategy().openTree(root);
  }

  @AfterEach
  void closeTree() {
    tree.close();
  }

  @Test
  void createdFile_hasTheModeSizeAndTimeAskedFor() throws Exception {
    FileStat stat = create("f", 0640, "hello");

    assertThat(stat.kind()).isEqualTo(EntryKind.FILE);
    assertThat(stat.mode()).isEqualTo(0640);
    assertThat(stat.size()).isEqualTo(5);
    assertThat(stat.mtimeSeconds()).isEqualTo(SECONDS);
    assertThat(stat.mtimeNanos()).isEqualTo(NANOS);
    assertThat(stat.links()).isEqualTo(1);
    assertThat(stat.inode())
        .isEqualTo(((Number) Files.getAttribute(root.resolve("f"), "unix:ino")).longValue());
    assertThat(stat.device())
        .isEqualTo(((Number) Files.getAttribute(root.resolve("f"), "unix:dev")).longValue());
    assertThat(root.resolve("f")).hasContent("hello");
    assertThat(stat).isEqualTo(tree.stat(tree.root(), name("f")));
  }

  @Test
  void createdFile_keepsBitsThatTheUmaskWouldTake() {
    assertThat(create("f", 0777, "x").mode()).isEqualTo(0777);
    assertThat(create("s", 06755, "x").mode()).isEqualTo(06755);
    assertThat(create("n", 0, "").mode()).isZero();
  }

  @Test
  void modesUnderAStrictUmask_areThoseAskedFor() throws Exception {
    Process child = Shell.java("umask 077; exec", StrictUmask.class, root);
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).isZero();
    assertThat(output.strip()).isEqualTo("777 644 755");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("f"))))
        .isEqualTo("rwxrwxrwx");
  }

  @Test
  void timesBefore1970_areKept() {
    FileStat stat = tree.createFile(tree.root(), name("old"), 0644, -5, 999_999_999, Bytes.of(""));

    assertThat(stat.mtimeSeconds()).isEqualTo(-5);
    assertThat(stat.mtimeNanos()).isEqualTo(999_999_999);
  }

  @Test
  void namesOfArbitraryBytes_comeBackAsTheyWere() {
    byte[] odd = {(byte) 0xff, (byte) 0xfe, '\n', 1, ' '};
    tree.createFile(tree.root(), odd, 0644, SECONDS, NANOS, Bytes.of("x"));

    try (DirectoryCursor cursor = tree.list(tree.root())) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.name()).isEqualTo(odd);
      assertThat(cursor.stat().size()).isEqualTo(1);
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void namesThatAreNone_areTheCallersMistake() {
    for (String bad : new String[] {"", ".", "..", "a/b", "a\0b", "x".repeat(256)}) {
      assertThatIllegalArgumentException().as(bad).isThrownBy(() -> create(bad, 0644, "x"));
    }
    assertThat(root).isEmptyDirectory();
    assertThat(create("x".repeat(255), 0644, "x").size()).isEqualTo(1);
  }

  @Test
  void whatIsThere_isNeverReplaced() {
    create("f", 0644, "first");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> create("f", 0644, "second"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("file exists (EEXIST)"))
        .satisfies(e -> assertThat(e.path()).isEqualTo(root.resolve("f").toString()));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.makeDirectory(tree.root(), name("f"), 0755));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.createSymlink(tree.root(), name("f"), name("t"), 0, 0));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.createFile(tree.root(), name("f"), 0644, 4));
    assertThat(root.resolve("f")).hasContent("first");
  }

  @Test
  void aSymlinkWhereAFileIsMade_isNotFollowed() throws Exception {
    Path outside = Files.writeString(directory.resolve("outside"), "outside");
    Files.createSymbolicLink(root.resolve("f"), outside);

    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> create("f", 0644, "x"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.openFile(tree.root(), name("f")))
        .satisfies(e -> assertThat(e.reason()).contains("ELOOP"));
    assertThat(outside).hasContent("outside");
  }

  @Test
  void aSymlinkWhereADirectoryWasExpected_isRefused() throws Exception {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.createSymbolicLink(root.resolve("d"), outside);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.openDirectory(tree.root(), name("d")));
    TreeDirectory made = tree.makeDirectory(tree.root(), name("e"), 0755);
    Files.delete(root.resolve("e"));
    Files.createSymbolicLink(root.resolve("e"), outside);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.createFile(made, name("f"), 0644, SECONDS, NANOS, Bytes.of("x")));
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void finishedDirectory_hasItsModeAndTime() {
    TreeDirectory made = tree.makeDirectory(tree.root(), name("d"), 0555);
    tree.createFile(made, name("f"), 0444, SECONDS, NANOS, Bytes.of("x"));

    FileStat stat = tree.finishDirectory(made, 0555, SECONDS, NANOS);

    assertThat(stat.kind()).isEqualTo(EntryKind.DIRECTORY);
    assertThat(stat.mode()).isEqualTo(0555);
    assertThat(stat.mtimeSeconds()).isEqualTo(SECONDS);
    assertThat(stat.mtimeNanos()).isEqualTo(NANOS);
    assertThat(tree.stat(made)).isEqualTo(stat);
    assertThat(tree.finishDirectory(tree.root(), 01777, SECONDS, 0).mode()).isEqualTo(01777);
  }

  @Test
  void aDirectoryUnderASetgidParent_hasTheModeAskedFor() throws Exception {
    Shell.run("chmod g+s '" + root + "'");
    TreeDirectory made = tree.makeDirectory(tree.root(), name("d"), 0755);

    assertThat(tree.finishDirectory(made, 0755, SECONDS, NANOS).mode()).isEqualTo(0755);
  }

  @Test
  void symlinks_keepTargetAndTime() {
    byte[] target = {'.', '.', '/', (byte) 0x80, '?'};
    FileStat stat = tree.createSymlink(tree.root(), name("l"), target, SECONDS, NANOS);

    assertThat(stat.kind()).isEqualTo(EntryKind.SYMLINK);
    assertThat(stat.mtimeSeconds()).isEqualTo(SECONDS);
    assertThat(stat.mtimeNanos()).isEqualTo(NANOS);
    assertThat(tree.readSymlink(tree.root(), name("l"))).isEqualTo(target);
    create("f", 0644, "x");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.readSymlink(tree.root(), name("f")))
        .satisfies(e -> assertThat(e.reason()).contains("not a symbolic link"));
  }

  @Test
  void symlinkTargets_thatLinuxCannotHoldAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.createSymlink(tree.root(), name("l"), new byte[0], 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.createSymlink(tree.root(), name("l"), name("a\0"), 0, 0));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.createSymlink(tree.root(), name("l"), name("x".repeat(5000)), 0, 0))
        .satisfies(e -> assertThat(e.reason()).contains("ENAMETOOLONG"));
    assertThat(root).isEmptyDirectory();
    byte[] longest = name("x".repeat(4095));
    tree.createSymlink(tree.root(), name("l"), longest, 0, 0);
    assertThat(tree.readSymlink(tree.root(), name("l"))).isEqualTo(longest);
  }

  @Test
  void reading_stopsAtTheEndOfTheFile() {
    create("f", 0644, "0123456789");
    try (ReadableFile file = tree.openFile(tree.root(), name("f"))) {
      MemorySegment room = Bytes.room(8);
      assertThat(file.stat().size()).isEqualTo(10);
      assertThat(file.read(0, room)).isEqualTo(8);
      assertThat(Bytes.text(room)).isEqualTo("01234567");
      assertThat(file.read(8, room)).isEqualTo(2);
      assertThat(Bytes.text(room.asSlice(0, 2))).isEqualTo("89");
      assertThat(file.read(100, room)).isZero();
    }
  }

  @Test
  void aClosedFile_isNotReadAnyMore() {
    create("f", 0644, "x");
    ReadableFile file = tree.openFile(tree.root(), name("f"));
    file.close();
    file.close();

    assertThatIllegalStateException().isThrownBy(() -> file.read(0, Bytes.room(1)));
  }

  @Test
  void whatIsNoRegularFile_isRefusedAtOnce() throws Exception {
    Shell.run("mkfifo '" + root.resolve("fifo") + "'");
    tree.makeDirectory(tree.root(), name("d"), 0755);

    for (String other : new String[] {"fifo", "d"}) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> tree.openFile(tree.root(), name(other)))
          .satisfies(e -> assertThat(e.reason()).isEqualTo("not a regular file"));
    }
    assertThat(tree.stat(tree.root(), name("fifo")))
        .extracting(FileStat::kind)
        .isEqualTo(EntryKind.OTHER);
  }

  @Test
  void largeFile_isWrittenAtAnyOffsetByAnyThread() throws Exception {
    int piece = 100_000;
    try (WritableFile file = tree.createFile(tree.root(), name("f"), 0666, 8L * piece)) {
      Thread[] writers = new Thread[8];
      for (int i = 0; i < writers.length; i++) {
        MemorySegment content = Bytes.of(Integer.toString(i).repeat(piece));
        long offset = (long) i * piece;
        writers[i] = Thread.ofPlatform().start(() -> file.write(offset, content));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      FileStat stat = file.finish(SECONDS, NANOS);
      assertThat(stat.size()).isEqualTo(8L * piece);
      assertThat(stat.mode()).isEqualTo(0666);
      assertThat(stat.mtimeNanos()).isEqualTo(NANOS);
    }
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      expected.append(Integer.toString(i).repeat(piece));
    }
    assertThat(root.resolve("f")).hasContent(expected.toString());
  }

  @Test
  void largeFile_isNotFinishedBeforeItsEndIsWritten() {
    try (WritableFile file = tree.createFile(tree.root(), name("f"), 0644, 10)) {
      file.write(0, Bytes.of("12345"));
      assertThatIllegalStateException().isThrownBy(() -> file.finish(0, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> file.write(8, Bytes.of("123")));
    }
  }

  @Test
  void removing_takesFilesLinksAndEmptyDirectories() {
    create("f", 0444, "x");
    tree.createSymlink(tree.root(), name("l"), name("f"), 0, 0);
    TreeDirectory made = tree.makeDirectory(tree.root(), name("d"), 0755);
    tree.createFile(made, name("g"), 0644, 0, 0, Bytes.of(""));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.removeDirectory(tree.root(), name("d")))
        .satisfies(e -> assertThat(e.reason()).contains("ENOTEMPTY"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.removeFile(tree.root(), name("d")))
        .satisfies(e -> assertThat(e.reason()).contains("EISDIR"));
    tree.removeFile(made, name("g"));
    tree.removeFile(tree.root(), name("l"));
    tree.removeFile(tree.root(), name("f"));
    tree.removeDirectory(tree.root(), name("d"));
    assertThat(root).isEmptyDirectory();
    assertThat(tree.stat(tree.root(), name("d"))).isNull();
  }

  @Test
  void listing_givesEachOfTenThousandNamesOnce() {
    for (int i = 0; i < 10_000; i++) {
      tree.createSymlink(tree.root(), name("some-longer-entry-name-" + i), name("t"), 0, 0);
    }
    Set<String> names = new HashSet<>();
    try (DirectoryCursor cursor = tree.list(tree.root());
        DirectoryCursor other = tree.list(tree.root())) {
      while (cursor.next()) {
        assertThat(names.add(EntryName.text(cursor.name()))).isTrue();
        assertThat(other.next()).isTrue();
      }
      assertThat(other.next()).isFalse();
    }
    assertThat(names).hasSize(10_000);
    try (DirectoryCursor again = tree.list(tree.root())) {
      assertThat(again.next()).isTrue();
      assertThat(again.stat().kind()).isEqualTo(EntryKind.SYMLINK);
    }
  }

  @Test
  void mark_isReadBack() throws Exception {
    assertThat(tree.readMark()).isEmpty();
    assertThat(tree.mark("0123456789abcdef")).isEqualTo(Outcome.DONE);
    assertThat(tree.readMark()).isEqualTo("0123456789abcdef");
    assertThat(Files.getAttribute(root, "user:holotree.space")).isEqualTo(name("0123456789abcdef"));
  }

  @Test
  void mark_isNotApplicableWithoutAttributes() {
    try (SpaceTree proc = new LinuxStrategy().openTree(Path.of("/proc"))) {
      assertThat(proc.mark("x")).isInstanceOf(Outcome.NotApplicable.class);
      assertThat(proc.readMark()).isEmpty();
    }
  }

  @Test
  void aFullDisk_leavesNothingOfTheFile() throws Exception {
    try (Mount mount = Mount.tmpfs(directory.resolve("full"), "size=64k");
        SpaceTree full = new LinuxStrategy().openTree(mount.path())) {
      MemorySegment content = Bytes.of(new byte[200_000]);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> full.createFile(full.root(), name("f"), 0644, 0, 0, content))
          .satisfies(e -> assertThat(e.needed()).isEqualTo(200_000));
      assertThat(mount.path()).isEmptyDirectory();
    }
  }

  @Test
  void aDiskWithoutInodes_isFull() throws Exception {
    try (Mount mount = Mount.tmpfs(directory.resolve("few"), "nr_inodes=2");
        SpaceTree few = new LinuxStrategy().openTree(mount.path())) {
      few.createFile(few.root(), name("f"), 0644, 0, 0, Bytes.of(""));
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> few.makeDirectory(few.root(), name("d"), 0755));
    }
  }

  @Test
  void aReadOnlyDisk_isNamed() throws Exception {
    try (Mount mount = Mount.tmpfs(directory.resolve("ro"), "size=64k")) {
      mount.remount("ro");
      try (SpaceTree readOnly = new LinuxStrategy().openTree(mount.path())) {
        assertThatExceptionOfType(RefusedException.class)
            .isThrownBy(() -> readOnly.makeDirectory(readOnly.root(), name("d"), 0755))
            .satisfies(e -> assertThat(e.reason()).isEqualTo("read-only file system (EROFS)"));
      }
    }
  }

  @Test
  void aDirectoryOfAnotherTree_isTheCallersMistake() {
    try (SpaceTree other = new LinuxStrategy().openTree(root)) {
      assertThatIllegalArgumentException().isThrownBy(() -> tree.list(other.root()));
    }
  }

  @Test
  void aClosedTree_doesNothingMore() {
    tree.close();
    tree.close();

    assertThatIllegalStateException().isThrownBy(() -> create("f", 0644, "x"));
  }

  private FileStat create(String name, int mode, String content) {
    return tree.createFile(tree.root(), name(name), mode, SECONDS, NANOS, Bytes.of(content));
  }

  /// A process that makes files under whatever umask it was given, and prints their modes.
  static final class StrictUmask {

    private StrictUmask() {}

    public static void main(String[] arguments) {
      try (SpaceTree tree = new LinuxStrategy().openTree(Path.of(arguments[0]))) {
        TreeDirectory root = tree.root();
        FileStat all = tree.createFile(root, name("f"), 0777, 0, 0, Bytes.of("x"));
        FileStat usual;
        try (WritableFile file = tree.createFile(root, name("g"), 0644, 0)) {
          usual = file.finish(0, 0);
        }
        TreeDirectory made = tree.makeDirectory(root, name("d"), 0755);
        FileStat finished = tree.finishDirectory(made, 0755, 0, 0);
        System.out.printf("%o %o %o%n", all.mode(), usual.mode(), finished.mode());
      }
    }
  }
}
