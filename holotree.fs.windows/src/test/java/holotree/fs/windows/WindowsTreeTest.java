package holotree.fs.windows;

import static holotree.fs.windows.SimulatedDisk.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.BusyException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.testkit.windows.FileSystemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the tree does that only Windows asks for.
class WindowsTreeTest {

  @SuppressWarnings("NullAway.Init") // set before each test
  private SimulatedDisk disk;

  @SuppressWarnings("NullAway.Init") // set before each test
  private WindowsStrategy strategy;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path place;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SpaceTree tree;

  @BeforeEach
  void open(@TempDir Path scratch) throws IOException {
    place = scratch.toRealPath();
    disk = new SimulatedDisk(place);
    strategy = disk.hurriedStrategy();
    tree = strategy.openTree(Files.createDirectory(place.resolve("tree")));
  }

  @AfterEach
  void close() {
    tree.close();
    assertThat(disk.windows().leaks()).isEmpty();
  }

  @Test
  void directories_areOpenSixteenAtATime() throws IOException {
    List<TreeDirectory> made = new ArrayList<>();
    for (int each = 0; each < 100; each++) {
      made.add(tree.makeDirectory(tree.root(), bytes("d" + each), 0755));
      tree.createFile(made.getLast(), bytes("f"), 0644, 0, 0, SimulatedDisk.content("x"));
    }
    for (TreeDirectory each : made) {
      tree.finishDirectory(each, 0755, 0, 0);
    }
    // The root, and one for the call that is under way.
    assertThat(disk.windows().openHandles()).isLessThanOrEqualTo(OpenDirectories.MAX + 1);
    assertThat(disk.windows().mostHandles()).isLessThanOrEqualTo(OpenDirectories.MAX + 4);
  }

  @Test
  void treeWithOpenDirectories_isRenamed() {
    TreeDirectory d = tree.makeDirectory(tree.root(), bytes("d"), 0755);
    TreeDirectory below = tree.makeDirectory(d, bytes("below"), 0755);
    assertThat(disk.windows().openHandles()).isEqualTo(3);
    assertThat(strategy.renameTree(place.resolve("tree"), place.resolve("renamed")))
        .isSameAs(Outcome.DONE);
    assertThat(disk.waited()).isZero();
    tree.createFile(below, bytes("f"), 0644, 0, 0, SimulatedDisk.content("x"));
    assertThat(place.resolve("renamed/d/below/f")).hasContent("x");
  }

  @Test
  void treeInWhichAnotherProgramHasSomethingOpen_isBusyAfterTenSeconds() {
    SimulatedDisk.create(tree, "held", 0644, "x");
    try (var other = disk.strategy().openTree(place.resolve("tree"));
        var _ = other.openFile(other.root(), bytes("held"))) {
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> strategy.renameTree(place.resolve("tree"), place.resolve("renamed")))
          .satisfies(e -> {
            assertThat(e.lock()).isEqualTo(place.resolve("tree").toString());
            assertThat(e.next()).contains("virus checker");
          });
    }
    assertThat(disk.waited()).isGreaterThanOrEqualTo(Patience.LONGEST_HELD);
    assertThat(place.resolve("tree/held")).hasContent("x");
  }

  @Test
  void fileThatAVirusCheckerKeeps_isBusyAndTellsHowToExcludeTheFolder() {
    disk.windows().virusChecker().holdForEver("held.*");
    SimulatedDisk.create(tree, "held", 0644, "x");
    assertThatExceptionOfType(BusyException.class)
        .isThrownBy(() -> tree.removeFile(tree.root(), bytes("held")))
        .satisfies(e -> {
          assertThat(e.lock()).isEqualTo(place.resolve("tree/held").toString());
          assertThat(e.holder()).contains("virus checker").contains("ERROR_SHARING_VIOLATION");
          assertThat(e.next()).contains("Exclusions").contains("library").contains("home");
          assertThat(e.retryable()).isTrue();
        });
    assertThat(disk.waited()).isBetween(Patience.LONGEST_HELD, 2 * Patience.LONGEST_HELD);
  }

  @Test
  void fileThatAVirusCheckerHoldsForAWhile_isRemovedInTheEnd() {
    SpaceTree patient = disk.strategy().openTree(place.resolve("tree"));
    disk.windows().virusChecker().on(7);
    for (int each = 0; each < 30; each++) {
      SimulatedDisk.create(patient, "f" + each, 0644, "x");
      patient.removeFile(patient.root(), bytes("f" + each));
    }
    patient.close();
    disk.windows().virusChecker().off();
    assertThat(place.resolve("tree")).isEmptyDirectory();
  }

  @Test
  void readOnlyFiles_areMadeAndRemoved_alsoBeforeWindows10() {
    for (boolean posix : new boolean[] {true, false}) {
      disk.windows().conditions().posixDelete(posix);
      FileStat made = SimulatedDisk.create(tree, "f", 0444, "x");
      assertThat(made.mode()).isEqualTo(0444);
      assertThat(SimulatedDisk.create(tree, "g", 0600, "x").mode()).isEqualTo(0644);
      tree.removeFile(tree.root(), bytes("f"));
      tree.removeFile(tree.root(), bytes("g"));
      assertThat(place.resolve("tree")).isEmptyDirectory();
    }
  }

  @Test
  void readOnlyFileWithAnotherName_staysReadOnlyThere() throws IOException {
    disk.windows().conditions().posixDelete(false);
    SimulatedDisk.create(tree, "f", 0444, "x");
    Files.createLink(place.resolve("tree/g"), place.resolve("tree/f"));
    tree.removeFile(tree.root(), bytes("f"));
    assertThat(tree.stat(tree.root(), bytes("g"))).extracting(FileStat::mode).isEqualTo(0444);
  }

  @Test
  void directoryOfFilesThatAreGoing_isRemovedOnceTheyAreGone() throws Exception {
    disk.windows().conditions().posixDelete(false);
    SpaceTree patient = disk.strategy().openTree(place.resolve("tree"));
    TreeDirectory d = patient.makeDirectory(patient.root(), bytes("d"), 0755);
    patient.createFile(d, bytes("f"), 0644, 0, 0, SimulatedDisk.content("x"));
    var reader = patient.openFile(d, bytes("f"));
    patient.removeFile(d, bytes("f"));
    Thread closing =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(100);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              reader.close();
            });
    patient.removeDirectory(patient.root(), bytes("d"));
    closing.join();
    patient.close();
    assertThat(place.resolve("tree")).isEmptyDirectory();
  }

  @Test
  void directoryThatIsNotEmpty_isRefusedAtOnce() {
    disk.windows().conditions().posixDelete(false);
    TreeDirectory d = tree.makeDirectory(tree.root(), bytes("d"), 0755);
    tree.createFile(d, bytes("f"), 0644, 0, 0, SimulatedDisk.content("x"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.removeDirectory(tree.root(), bytes("d")));
    assertThat(disk.waited()).isZero();
  }

  @Test
  void directoryThatAnotherTreeOfTheProcessHasOpen_isRemoved() {
    tree.makeDirectory(tree.root(), bytes("d"), 0755);
    try (SpaceTree other = strategy.openTree(place.resolve("tree"))) {
      other.openDirectory(other.root(), bytes("d"));
      tree.removeDirectory(tree.root(), bytes("d"));
    }
    assertThat(disk.waited()).isZero();
    assertThat(place.resolve("tree")).isEmptyDirectory();
  }

  @Test
  void openDirectory_cannotBeRenamedByOthers() {
    tree.makeDirectory(tree.root(), bytes("d"), 0755);
    WindowsStrategy other = disk.hurriedStrategy();
    assertThatExceptionOfType(BusyException.class)
        .isThrownBy(() -> other.renameTree(place.resolve("tree/d"), place.resolve("tree/moved")));
    assertThat(place.resolve("tree/d")).isDirectory();
  }

  @Test
  void linksToDirectoriesOfTheTree_areMadeAsSuch() throws WindowsError {
    tree.makeDirectory(tree.root(), bytes("d"), 0755);
    SimulatedDisk.create(tree, "f", 0644, "x");
    String[][] links = {{"a", "d"}, {"b", "../tree/d"}, {"c", "d/../d"}};
    for (String[] link : links) {
      tree.createSymlink(tree.root(), bytes(link[0]), bytes(link[1]), 0, 0);
      assertThat(isToDirectory(link[0])).as(link[1]).isTrue();
      assertThat(tree.readSymlink(tree.root(), bytes(link[0]))).isEqualTo(bytes(link[1]));
    }
    String[][] others = {{"x", "f"}, {"y", "nowhere"}, {"z", "../.."}};
    for (String[] link : others) {
      tree.createSymlink(tree.root(), bytes(link[0]), bytes(link[1]), 0, 0);
      assertThat(isToDirectory(link[0])).as(link[1]).isFalse();
    }
    tree.removeFile(tree.root(), bytes("a"));
    assertThat(place.resolve("tree/d")).isDirectory();
  }

  private boolean isToDirectory(String name) throws WindowsError {
    SimulatedKernel kernel = new SimulatedKernel(disk.windows());
    long link = kernel.open(0, kernel.fullName(place.resolve("tree").resolve(name)), Disk.LOOK);
    boolean to = Stats.isDirectory(kernel.facts(link));
    kernel.close(link);
    return to;
  }

  @Test
  void targetWithABackslash_isRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.createSymlink(tree.root(), bytes("l"), bytes("a\\b"), 0, 0))
        .satisfies(e -> assertThat(e.path()).isEqualTo(place.resolve("tree/l").toString()));
    assertThat(place.resolve("tree")).isEmptyDirectory();
  }

  @Test
  void userWithoutThePrivilege_isToldOfDeveloperMode() {
    disk.windows().conditions().symlinkPrivilege(false);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.createSymlink(tree.root(), bytes("l"), bytes("t"), 0, 0))
        .satisfies(e -> {
          assertThat(e.next()).contains("Developer Mode").contains("SeCreateSymbolicLink");
          assertThat(e.reason()).contains("ERROR_PRIVILEGE_NOT_HELD");
        });
    assertThat(strategy.probe().measure(place).symlinks()).isFalse();
    assertThat(place.resolve("tree")).isEmptyDirectory();
  }

  @Test
  void fileSystemWithoutStreams_keepsNoMark() {
    disk.windows().conditions().fileSystem(FileSystemKind.FAT32);
    assertThat(tree.mark("0123")).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(tree.readMark()).isNull();
  }

  @Test
  void fullDisk_isNoSpaceAndLeavesNothing() {
    disk.windows().conditions().bytesLeft(10);
    assertThatExceptionOfType(NoSpaceException.class)
        .isThrownBy(() -> SimulatedDisk.create(tree, "f", 0644, "more than ten bytes"))
        .satisfies(e -> assertThat(e.needed()).isEqualTo(19));
    assertThat(place.resolve("tree")).isEmptyDirectory();
  }

  @Test
  void failureInTheMiddleOfAFile_leavesNothing() {
    for (String method : new String[] {"write", "setFacts", "facts"}) {
      disk.windows().fail(method, 1, Win32.ERROR_ACCESS_DENIED);
      assertThatExceptionOfType(RefusedException.class)
          .as(method)
          .isThrownBy(() -> SimulatedDisk.create(tree, "f", 0644, "x"))
          .satisfies(e -> assertThat(e.next()).contains("permissions").contains("virus checker"));
      assertThat(place.resolve("tree")).isEmptyDirectory();
    }
  }

  @Test
  void fileOfAnotherUser_isRefusedAfterTwoSeconds() {
    SimulatedDisk.create(tree, "f", 0644, "x");
    refuseEachOpen();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.openFile(tree.root(), bytes("f")));
    assertThat(disk.waited()).isBetween(Patience.LONGEST_DENIED, 2 * Patience.LONGEST_DENIED);
  }

  // Each refusal has the next one refused as well.
  private void refuseEachOpen() {
    disk.windows().fail("open", 1, Win32.ERROR_ACCESS_DENIED);
    disk.windows()
        .listener((method, about, code) -> {
          if (method.equals("open") && disk.waited() < 2 * Patience.LONGEST_DENIED) {
            disk.windows().fail("open", 1, Win32.ERROR_ACCESS_DENIED);
          }
        });
  }

  @Test
  void junctionsAndLinks_areOfOneKind() throws IOException {
    Files.createSymbolicLink(place.resolve("tree/l"), Path.of("nowhere"));
    FileStat link = Objects.requireNonNull(tree.stat(tree.root(), bytes("l")));
    assertThat(link.kind()).isEqualTo(EntryKind.SYMLINK);
    FileFacts junction =
        new FileFacts(
            Win32.ATTRIBUTE_DIRECTORY | Win32.ATTRIBUTE_REPARSE_POINT,
            Win32.REPARSE_TAG_MOUNT_POINT,
            0,
            0,
            0,
            0,
            0,
            1,
            1,
            0,
            1);
    assertThat(Stats.kind(junction)).isEqualTo(EntryKind.SYMLINK);
    FileFacts cloud =
        new FileFacts(Win32.ATTRIBUTE_REPARSE_POINT, 0x9000_001A, 0, 0, 0, 0, 0, 1, 1, 0, 1);
    assertThat(Stats.kind(cloud)).isEqualTo(EntryKind.OTHER);
  }

  @Test
  void timeThatWindowsHasNot_isRefusedBeforeAnythingIsMade() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() ->
            tree.createFile(
                tree.root(), bytes("f"), 0644, -20_000_000_000L, 0, SimulatedDisk.content("x")))
        .satisfies(e -> assertThat(e.reason()).contains("1601"));
    assertThat(place.resolve("tree")).isEmptyDirectory();
  }
}
