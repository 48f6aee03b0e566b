package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TemporaryFile;
import holotree.api.fs.TreeOutcome;
import holotree.api.fs.WritableFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The strategy on disks of every kind, and what it asks of the kernel; [LinuxContractTest] has its promises.
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

  // Promise 3; java.nio opens files that a child of another runtime would inherit.
  @Test
  void openFiles_areClosedInProgramsThatAreRun() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    try (LibraryStore store = strategy.store(directory.resolve("store"), Durability.DURABLE);
        SpaceTree tree = strategy.openTree(root);
        StoreLock _ = store.lock("locks/one", LockMode.SHARED);
        TemporaryFile _ = store.createTemporary();
        WritableFile _ = tree.createFile(tree.root(), Bytes.name("f"), 0644, 0);
        ReadableFile _ = tree.openFile(tree.root(), Bytes.name("f"))) {
      int open = 0;
      for (int file = 0; file < 1024; file++) {
        Path told = Path.of("/proc/self/fd/" + file);
        if (Files.isSymbolicLink(told) && Files.readSymbolicLink(told).startsWith(directory)) {
          assertThat(Libc.closesOnExec(file)).as(told.toString()).isEqualTo(1);
          open++;
        }
      }
      assertThat(open).isGreaterThanOrEqualTo(5);
    }
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
