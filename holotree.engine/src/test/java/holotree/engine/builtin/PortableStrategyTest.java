package holotree.engine.builtin;

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
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.TreeOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What [FileSystemStrategy] and its probe say of whole paths.
class PortableStrategyTest {

  private final FileSystemStrategy strategy = new PortableStrategy();
  @TempDir Path scratch;

  @Test
  void isFoundAsAService() {
    assertThat(
            ServiceLoader.load(FileSystemStrategy.class).stream().map(ServiceLoader.Provider::type))
        .contains(PortableStrategy.class);
  }

  // Promise 1.
  @ParameterizedTest
  @EnumSource
  void appliesToEverySystem_withTheLowestRank(OperatingSystem system) {
    assertThat(strategy.id()).isEqualTo("portable");
    assertThat(strategy.rank()).isZero();
    assertThat(strategy.appliesTo(system)).isTrue();
  }

  @Test
  void relativePath_isTheCallersMistake() {
    Path relative = Path.of("relative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy.store(relative, Durability.DURABLE));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.openTree(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.createTree(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.stat(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.resolve(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.makeDirectories(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.removeEmptyDirectory(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.renameTree(relative, scratch));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy.renameTree(scratch, relative));
  }

  @Test
  void owners_areTheIdsThatTheSystemHas() throws Exception {
    Path own = Files.writeString(scratch.resolve("own"), "x");
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
  void whatIsFree_isCountedWhereThePathWouldBe() throws IOException {
    FreeSpace free = strategy.free(scratch.resolve("not/there/yet"));
    assertThat(free.bytes()).isPositive();
    assertThat(free.inodes()).isEqualTo(FreeSpace.UNCOUNTED);
    assertThat(free.unit()).isNotNegative();
  }

  @Test
  void createdTree_isPrivateAndEmpty() throws IOException {
    Path root = scratch.resolve("root");
    assertThat(strategy.createTree(root)).isInstanceOf(TreeOutcome.Created.class);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx------");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.createTree(root))
        .satisfies(e -> assertThat(e.path()).isEqualTo(root.toString()));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.createTree(scratch.resolve("not/there")));
  }

  @Test
  void treeThatMayNotBeMade_isNotApplicable() throws IOException {
    Path locked = Files.createDirectory(scratch.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    TreeOutcome outcome = strategy.createTree(locked.resolve("root"));
    if ("root".equals(System.getProperty("user.name"))) {
      assertThat(outcome).isInstanceOf(TreeOutcome.Created.class);
    } else {
      assertThat(outcome).isEqualTo(new TreeOutcome.NotApplicable("permission denied"));
      assertThat(strategy.removeEmptyDirectory(locked)).isSameAs(Outcome.DONE);
    }
  }

  @Test
  void renamedTree_isAtItsNewPlace() throws IOException {
    Path from = tree("from");
    Path to = scratch.resolve("to");
    assertThat(strategy.renameTree(from, to)).isSameAs(Outcome.DONE);
    assertThat(from).doesNotExist();
    assertThat(to.resolve("file")).hasContent("from");
  }

  @Test
  void renaming_neverReplaces() throws IOException {
    Path from = tree("from");
    Path empty = Files.createDirectory(scratch.resolve("empty"));
    Path file = Files.createFile(scratch.resolve("file"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("nowhere"));
    for (Path to : new Path[] {tree("full"), empty, file, link}) {
      assertThat(strategy.renameTree(from, to)).isInstanceOf(Outcome.NotApplicable.class);
    }
    assertThat(from.resolve("file")).hasContent("from");
    assertThat(scratch.resolve("full/file")).hasContent("full");
    assertThat(empty).isEmptyDirectory();
    assertThat(Files.readSymbolicLink(link)).hasToString("nowhere");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void renamingToAnotherFileSystem_isNotApplicable() throws IOException {
    Path from = tree("from");
    Path to = Path.of("/dev/shm", "holotree-" + from.getParent().getFileName());
    assertThat(strategy.renameTree(from, to)).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(from.resolve("file")).exists();
    assertThat(to).doesNotExist();
  }

  @Test
  void renamingWhatIsNotThere_isRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.renameTree(scratch.resolve("absent"), scratch.resolve("to")));
  }

  @Test
  void directoryIsRemoved_onlyIfEmpty() throws IOException {
    Path empty = Files.createDirectory(scratch.resolve("empty"));
    assertThat(strategy.removeEmptyDirectory(empty)).isSameAs(Outcome.DONE);
    assertThat(empty).doesNotExist();
    Path full = tree("full");
    assertThat(strategy.removeEmptyDirectory(full)).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(full.resolve("file")).exists();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.removeEmptyDirectory(full.resolve("file")));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), full);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.removeEmptyDirectory(link));
    assertThat(link).isSymbolicLink();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.removeEmptyDirectory(empty));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void mountPoint_stays() {
    assertThat(strategy.removeEmptyDirectory(Path.of("/proc")))
        .isInstanceOf(Outcome.NotApplicable.class);
  }

  @Test
  void stat_doesNotFollow() throws IOException {
    Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("nowhere"));
    FileStat found = strategy.stat(link);
    assertThat(found).isNotNull();
    assertThat(found.kind()).isEqualTo(EntryKind.SYMLINK);
    assertThat(found.size()).isEqualTo(7);
    assertThat(strategy.stat(scratch.resolve("absent"))).isNull();
    assertThat(strategy.stat(scratch.resolve("absent/below"))).isNull();
  }

  @Test
  void statFromBasicAttributes_tellsWhatTheyTell() throws IOException {
    Path file = Files.writeString(scratch.resolve("file"), "12345");
    FileStat full = FileStats.of(file);
    FileStat basic = FileStats.ofBasic(Files.readAttributes(file, BasicFileAttributes.class));
    assertThat(basic.kind()).isEqualTo(EntryKind.FILE);
    assertThat(basic.size()).isEqualTo(5);
    assertThat(basic.mode()).isEqualTo(0644);
    assertThat(basic.mtimeSeconds()).isEqualTo(full.mtimeSeconds());
    assertThat(basic.mtimeNanos()).isEqualTo(full.mtimeNanos());
    FileStat directory =
        FileStats.ofBasic(Files.readAttributes(scratch, BasicFileAttributes.class));
    assertThat(directory.kind()).isEqualTo(EntryKind.DIRECTORY);
    assertThat(directory.inode()).isNotEqualTo(basic.inode());
  }

  @Test
  void resolvedPath_holdsNoSymlink() throws IOException {
    Path tree = tree("tree");
    Path link = Files.createSymbolicLink(scratch.resolve("link"), tree);
    assertThat(strategy.resolve(link.resolve("file")))
        .isEqualTo(scratch.toRealPath().resolve("tree/file"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.resolve(scratch.resolve("absent")));
  }

  @Test
  void directoriesAreMade_whereTheyAreMissing() throws IOException {
    Path deep = scratch.resolve("a/b/c");
    strategy.makeDirectories(deep);
    strategy.makeDirectories(deep);
    assertThat(deep).isEmptyDirectory();
    strategy.makeDirectories(Files.createSymbolicLink(scratch.resolve("link"), deep));
    Path file = Files.createFile(scratch.resolve("file"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.makeDirectories(file.resolve("below")));
  }

  @Test
  void rootThatIsASymlink_isRefused() throws IOException {
    Path link = Files.createSymbolicLink(scratch.resolve("link"), tree("tree"));
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> strategy.openTree(link));
  }

  @Test
  void rootThatIsNoDirectory_isRefused() throws IOException {
    Path file = Files.createFile(scratch.resolve("file"));
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> strategy.openTree(file));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.openTree(scratch.resolve("absent")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void bootId_isTheKernels() throws IOException {
    assertThat(strategy.bootId())
        .hasSize(36)
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
  }

  // Promises 1 and 2 of Probe.
  @Test
  void probe_tellsWhatItTriedAndLeavesNothing() throws IOException {
    Path file = Files.writeString(scratch.resolve("case"), "untouched");
    Capabilities measured = strategy.probe().measure(scratch);
    assertThat(measured.anyBytes()).isFalse();
    assertThat(measured.maxNameBytes()).isBetween(100, 255);
    assertThat(measured.workers().create()).isBetween(1, 32);
    assertThat(Files.exists(scratch.resolve("CASE"))).isNotEqualTo(measured.caseSensitive());
    if (OperatingSystem.current() == OperatingSystem.LINUX) {
      assertThat(measured.caseSensitive()).isTrue();
      assertThat(measured.keepsNormalisation()).isTrue();
      assertThat(measured.symlinks()).isTrue();
      assertThat(measured.maxNameBytes()).isEqualTo(255);
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).containsExactly(file);
    }
    assertThat(file).hasContent("untouched");
  }

  @Test
  void probingWhatIsNotThere_isRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> strategy.probe().measure(scratch.resolve("absent")));
  }

  private Path tree(String name) throws IOException {
    Path tree = Files.createDirectory(scratch.resolve(name));
    Files.writeString(tree.resolve("file"), name);
    return tree;
  }
}
