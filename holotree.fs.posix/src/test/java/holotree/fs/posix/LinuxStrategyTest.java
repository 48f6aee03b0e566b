package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.RefusedException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.Durability;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeOutcome;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxStrategyTest {

  @TempDir Path directory;
  private final FileSystemStrategy strategy = new LinuxStrategy();

  @Test
  void isDeclaredAsAServiceOnTheClassPathToo() throws Exception {
    String file = "/META-INF/services/" + FileSystemStrategy.class.getName();
    try (InputStream declared = LinuxStrategy.class.getResourceAsStream(file)) {
      assertThat(declared).isNotNull().hasContent(LinuxStrategy.class.getName());
    }
  }

  @Test
  void appliesToLinuxAlone() {
    assertThat(strategy.id()).isEqualTo("linux");
    assertThat(strategy.rank()).isEqualTo(100);
    for (OperatingSystem system : OperatingSystem.values()) {
      assertThat(strategy.appliesTo(system)).isEqualTo(system == OperatingSystem.LINUX);
    }
  }

  @Test
  void createdTree_isPrivateAndEmpty() throws Exception {
    Path root = directory.resolve("tree");
    TreeOutcome outcome = strategy.createTree(root);

    assertThat(outcome).isInstanceOf(TreeOutcome.Created.class);
    ((TreeOutcome.Created) outcome).tree().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx------");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.createTree(root))
        .satisfies(e -> assertThat(e.reason()).contains("EEXIST"));
  }

  @Test
  void aTreeOnAReadOnlyDisk_isNotApplicable() throws Exception {
    try (Mount mount = Mount.tmpfs(directory.resolve("ro"), "size=64k")) {
      Path empty = Files.createDirectory(mount.path().resolve("empty"));
      mount.remount("ro");
      assertThat(strategy.createTree(mount.path().resolve("tree")))
          .isInstanceOf(TreeOutcome.NotApplicable.class);
      assertThat(strategy.removeEmptyDirectory(empty)).isInstanceOf(Outcome.NotApplicable.class);
    }
  }

  @Test
  void theRootOfATree_isNoLinkAndNoFile() throws Exception {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    Path file = Files.createFile(directory.resolve("file"));
    for (Path other : new Path[] {link, file}) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> strategy.openTree(other))
          .satisfies(e -> assertThat(e.reason()).contains("ENOTDIR"));
    }
  }

  @Test
  void renaming_neverReplaces() throws Exception {
    Path from = Files.createDirectory(directory.resolve("from"));
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThat(strategy.renameTree(from, empty)).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(from).exists();
    assertThat(strategy.renameTree(from, directory.resolve("to"))).isEqualTo(Outcome.DONE);
    assertThat(directory.resolve("to")).isDirectory();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.renameTree(from, directory.resolve("other")));
  }

  @Test
  void renamingToAnotherFileSystem_isNotApplicable() throws Exception {
    Path from = Files.createDirectory(directory.resolve("from"));
    try (Mount mount = Mount.tmpfs(directory.resolve("other"), "size=64k")) {
      assertThat(strategy.renameTree(from, mount.path().resolve("to")))
          .isInstanceOfSatisfying(
              Outcome.NotApplicable.class, answer -> assertThat(answer.reason()).contains("EXDEV"));
      assertThat(strategy.renameTree(mount.path(), directory.resolve("moved")))
          .isInstanceOf(Outcome.NotApplicable.class);
      assertThat(strategy.removeEmptyDirectory(mount.path()))
          .isInstanceOf(Outcome.NotApplicable.class);
    }
  }

  @Test
  void onlyEmptyDirectories_areRemoved() throws Exception {
    Path full = Files.createDirectories(directory.resolve("full/inner"));

    assertThat(strategy.removeEmptyDirectory(full.getParent()))
        .isInstanceOf(Outcome.NotApplicable.class);
    assertThat(strategy.removeEmptyDirectory(full)).isEqualTo(Outcome.DONE);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.removeEmptyDirectory(full));
  }

  @Test
  void stat_doesNotFollowAndAnswersNullForNothing() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    assertThat(strategy.stat(link)).extracting(FileStat::kind).isEqualTo(EntryKind.SYMLINK);
    assertThat(strategy.stat(file)).extracting(FileStat::size).isEqualTo(1L);
    assertThat(strategy.stat(directory.resolve("nothing"))).isNull();
    assertThat(strategy.stat(file.resolve("beneath"))).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.stat(Path.of("relative")));
  }

  @Test
  void owners_areTheIdsThatTheSystemHas() throws Exception {
    Path own = Files.writeString(directory.resolve("own"), "x");
    assertThat(strategy.stat(own)).extracting(FileStat::owner).isEqualTo(strategy.user());

    Files.setAttribute(own, "unix:uid", 12001);
    assertThat(strategy.stat(own)).extracting(FileStat::owner).isEqualTo(12001L);
    Files.setAttribute(own, "unix:uid", -2);
    assertThat(strategy.stat(own))
        .as("ids have no sign")
        .extracting(FileStat::owner)
        .isEqualTo(0xffff_fffeL);
  }

  @Test
  void whatIsFree_isCountedWhereThePathWouldBe() throws Exception {
    Path place = directory.resolve("small");
    try (Mount mount = Mount.tmpfs(place, "size=1m,nr_inodes=10")) {
      Path deep = mount.path().resolve("not/there/yet");
      assertThat(strategy.free(deep)).isEqualTo(new FreeSpace(1 << 20, 9, 4096));
      Files.writeString(mount.path().resolve("f"), "x");
      assertThat(strategy.free(deep)).isEqualTo(new FreeSpace((1 << 20) - 4096, 8, 4096));
    }
    try (Mount mount = Mount.tmpfs(place, "size=0,nr_inodes=0")) {
      assertThat(strategy.free(mount.path()))
          .isEqualTo(new FreeSpace(FreeSpace.UNCOUNTED, FreeSpace.UNCOUNTED, 4096));
    }
    try (Mount mount = Mount.image(place, "mkfs.ext4 -q -N 64", "8M")) {
      FreeSpace free = strategy.free(mount.path());
      assertThat(free.unit()).isEqualTo(1024);
      assertThat(free.inodes()).isBetween(40L, 64L);
      assertThat(free.bytes()).isBetween(1L, 8L << 20);
    }
  }

  @Test
  void resolving_followsEveryLink() throws Exception {
    Path real = Files.createDirectories(directory.resolve("réal/inner"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real.getParent());

    assertThat(strategy.resolve(link.resolve("inner/../inner"))).isEqualTo(real.toRealPath());
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.resolve(directory.resolve("nothing")))
        .satisfies(e -> assertThat(e.reason()).contains("ENOENT"));
  }

  @Test
  void makingDirectories_keepsWhatIsThere() throws Exception {
    Path deep = directory.resolve("a/b/c");
    strategy.makeDirectories(deep);
    Files.writeString(deep.resolve("f"), "x");
    strategy.makeDirectories(deep);

    assertThat(deep.resolve("f")).hasContent("x");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.makeDirectories(deep.resolve("f")));
  }

  @Test
  void probing_tellsTheTruthAndLeavesNothing() throws Exception {
    Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000));
    Capabilities found = strategy.probe().measure(directory);

    assertThat(found.caseSensitive()).isTrue();
    assertThat(found.keepsNormalisation()).isTrue();
    assertThat(found.anyBytes()).isTrue();
    assertThat(found.symlinks()).isTrue();
    assertThat(found.maxNameBytes()).isEqualTo(255);
    assertThat(found.workers().create()).isBetween(1, 32);
    assertThat(directory).isEmptyDirectory();
    assertThat(Files.getLastModifiedTime(directory)).isEqualTo(FileTime.fromMillis(1_000));
  }

  @Test
  void bootId_isTheKernels() throws Exception {
    assertThat(strategy.bootId())
        .hasSize(36)
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
  }

  @Test
  void anErrorSaysWhatHappenedAndWhatToDo() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.openTree(Path.of("/nowhere/at/all")))
        .withMessageContaining(
            "Could not open directory /nowhere/at/all: no such file or directory (ENOENT).")
        .satisfies(e -> assertThat(e.next()).endsWith("."));
    assertThat(Errno.reason(-4095)).isEqualTo("system error 4095");
  }

  @Test
  void libc_isTheOneThatTheSystemNames() throws Exception {
    Process getconf = new ProcessBuilder("getconf", "GNU_LIBC_VERSION").start();
    String named = new String(getconf.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(strategy.libc()).isEqualTo(named.strip().replace(' ', '-')).startsWith("glibc-2.");
  }

  @Test
  void muslIsKnownByItsFile() {
    String file = "\177ELF\0musl libc (x86_64)\nVersion %s\nDynamic Program Loader\0\0001.2.5\0";
    assertThat(MuslVersion.in(file)).isEqualTo("musl-1.2.5");
    assertThat(MuslVersion.in(file.replace("musl", "some"))).isEmpty();
    assertThat(MuslVersion.in("musl libc\0")).isEmpty();
    assertThat(MuslVersion.ofThisProcess()).as("with glibc").isEmpty();
  }

  @Test
  void whatCannotBecomeThisProcess_leavesItAsItWas() throws Exception {
    Path data = Files.writeString(directory.resolve("data"), "no program");
    Path store = directory.resolve("store");
    String before = openFilesAndSignals();
    try (LibraryStore locks = strategy.store(store, Durability.VOLATILE);
        StoreLock lock = locks.lock("locks/one", LockMode.EXCLUSIVE)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() ->
              strategy.become(
                  data,
                  List.of("data"),
                  Map.of(),
                  new Inheritance(Set.of(), Set.of(13, 12), 100),
                  List.of(lock)))
          .satisfies(e -> assertThat(e.reason()).contains("EACCES"));
      assertThat(locks.tryLock("locks/one", LockMode.SHARED)).isNull();
    }
    assertThat(openFilesAndSignals()).isEqualTo(before);
  }

  // What would be inherited, and how signals and limits are set.
  private static String openFilesAndSignals() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
      text.append(line.startsWith("Sig") && !line.startsWith("SigQ") ? line + "\n" : "");
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      text.append(line.startsWith("Max open files") ? line + "\n" : "");
    }
    for (int file = 0; file < 256; file++) {
      int closes = Libc.closesOnExec(file);
      text.append(closes == 0 ? file + " " : "");
    }
    return text.toString();
  }
}
