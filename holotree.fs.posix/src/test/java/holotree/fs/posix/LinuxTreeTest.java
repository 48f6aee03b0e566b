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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tree on full disks and under a strict umask, and what Linux can do beyond its promises;
/// [LinuxContractTest] has those.
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
  void createdFile_keepsBitsBeyondPermissions() {
    assertThat(create("s", 06755, "x").mode()).isEqualTo(06755);
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
  void nameThatIsTooLong_isTheCallersMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> create("x".repeat(256), 0644, "x"));
    assertThat(root).isEmptyDirectory();
    assertThat(create("x".repeat(255), 0644, "x").size()).isEqualTo(1);
  }

  @Test
  void finishedDirectory_keepsBitsBeyondPermissions() {
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
  }

  @Test
  void symlinkTargets_thatLinuxCannotHoldAreRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.createSymlink(tree.root(), name("l"), name("x".repeat(5000)), 0, 0))
        .satisfies(e -> assertThat(e.reason()).contains("ENAMETOOLONG"));
    assertThat(root).isEmptyDirectory();
    byte[] longest = name("x".repeat(4095));
    tree.createSymlink(tree.root(), name("l"), longest, 0, 0);
    assertThat(tree.readSymlink(tree.root(), name("l"))).isEqualTo(longest);
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
  void mark_isAnExtendedAttributeOfTheRoot() throws Exception {
    assertThat(tree.mark("0123456789abcdef")).isEqualTo(Outcome.DONE);
    assertThat(Files.getAttribute(root, "user:holotree.space")).isEqualTo(name("0123456789abcdef"));
  }

  @Test
  void mark_isNotApplicableWithoutAttributes() {
    try (SpaceTree proc = new LinuxStrategy().openTree(Path.of("/proc"))) {
      assertThat(proc.mark("x")).isInstanceOf(Outcome.NotApplicable.class);
      assertThat(proc.readMark()).isNull();
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
