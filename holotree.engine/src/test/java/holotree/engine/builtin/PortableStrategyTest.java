package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How the portable strategy presents itself, and what it says of paths outside a test's directory;
/// [PortableContractTest] has the rest.
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
  void inodes_areNotCounted() {
    assertThat(strategy.free(scratch).inodes()).isEqualTo(FreeSpace.UNCOUNTED);
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
  @EnabledOnOs(OS.LINUX)
  void mountPoint_stays() {
    assertThat(strategy.removeEmptyDirectory(Path.of("/proc")))
        .isInstanceOf(Outcome.NotApplicable.class);
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
  @EnabledOnOs(OS.LINUX)
  void bootId_isTheKernels() throws IOException {
    assertThat(strategy.bootId())
        .hasSize(36)
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
  }

  private Path tree(String name) throws IOException {
    Path tree = Files.createDirectory(scratch.resolve(name));
    Files.writeString(tree.resolve("file"), name);
    return tree;
  }
}
