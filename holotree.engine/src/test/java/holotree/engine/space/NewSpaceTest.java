package holotree.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.BusyException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.Probe;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeOutcome;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewSpaceTest {

  @TempDir Path scratch;
  private final Odd strategy = new Odd();
  private HomeFolder folder;
  private Path parent;
  private Path target;

  @BeforeEach
  void open() throws IOException {
    folder = new HomeFolder(scratch.toRealPath().resolve("home"), strategy);
    parent = Files.createDirectory(scratch.toRealPath().resolve("parent"));
    target = parent.resolve("space");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void whereNothingIs_theSpaceIsBuiltBesideAndRenamedIn() throws IOException {
    try (NewSpace space = begin()) {
      assertThat(space.inPlace()).isFalse();
      assertThat(space.place()).hasParent(parent).isNotEqualTo(target);
      HomeFolder.fill(space.place());
      assertThat(target).doesNotExist();
      assertThat(complete(space)).isSameAs(Outcome.DONE);
    }
    requireComplete();
  }

  @Test
  void emptyDirectory_isExchanged() throws IOException {
    Files.createDirectory(target);
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
      assertThat(target).isEmptyDirectory();
      complete(space);
    }
    requireComplete();
  }

  @Test
  void directoryThatIsNotEmpty_isRefusedUntouched() throws IOException {
    Files.createDirectory(target);
    Files.writeString(target.resolve("precious"), "x");
    requireRefused();
    assertThat(target.resolve("precious")).hasContent("x");
  }

  @Test
  void file_isRefusedUntouched() throws IOException {
    Files.writeString(target, "x");
    requireRefused();
    assertThat(target).hasContent("x");
  }

  @Test
  void mountPoint_isFilledInPlace() throws IOException {
    Files.createDirectory(target);
    strategy.mountPoint = target;
    try (NewSpace space = begin()) {
      assertThat(space.inPlace()).isTrue();
      assertThat(space.place()).isEqualTo(target);
      HomeFolder.fill(target);
      complete(space);
    }
    requireComplete();
  }

  @Test
  void parentThatCannotBeWrittenTo_leavesTheEmptyDirectoryToBeFilled() throws IOException {
    Files.createDirectory(target);
    strategy.noTrees = true;
    requireFilledInPlace();
  }

  @Test
  void parentThatCannotBeWrittenTo_isRefusedWhereNothingIs() {
    strategy.noTrees = true;
    assertThatExceptionOfType(RefusedException.class).isThrownBy(this::begin);
    requireNothingLeft();
  }

  @Test
  void abandonedSpace_leavesNothing() throws IOException {
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
    }
    requireNothingLeft();
    assertThat(target).doesNotExist();
  }

  @Test
  void abandonedSpaceInPlace_leavesTheDirectoryEmpty() throws IOException {
    Files.createDirectory(target);
    strategy.mountPoint = target;
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
    }
    assertThat(target).isEmptyDirectory();
    assertThat(folder.states()).isEmpty();
  }

  @Test
  void directoryThatComesToStandThere_isLeftUntouched() throws IOException {
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
      Files.createDirectory(target);
      Files.writeString(target.resolve("precious"), "x");
      assertThatExceptionOfType(UnsafeException.class).isThrownBy(() -> complete(space));
    }
    assertThat(target.resolve("precious")).hasContent("x");
    requireNothingLeft();
  }

  @Test
  void fileThatComesToStandThere_isLeftUntouched() throws IOException {
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
      Files.writeString(target, "x");
      assertThatExceptionOfType(UnsafeException.class).isThrownBy(() -> complete(space));
    }
    assertThat(target).hasContent("x");
    requireNothingLeft();
  }

  @Test
  void somethingThatComesBetweenLookAndRename_isLeftUntouched() throws IOException {
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
      strategy.beforeRename = () -> Files.writeString(target, "x");
      assertThatExceptionOfType(UnsafeException.class).isThrownBy(() -> complete(space));
    }
    assertThat(target).hasContent("x");
    requireNothingLeft();
  }

  @Test
  void emptyDirectoryThatMustStay_isAnsweredAndThenFilledInPlace() throws IOException {
    Files.createDirectory(target);
    strategy.mustStay = target;
    try (NewSpace space = begin()) {
      assertThat(space.inPlace()).isFalse();
      HomeFolder.fill(space.place());
      assertThat(complete(space)).isInstanceOf(Outcome.NotApplicable.class);
    }
    requireNothingLeft();
    try (NewSpace space =
        NewSpace.beginInPlace(folder.registry(), strategy, target, HomeFolder.catalog())) {
      HomeFolder.fill(space.place());
      complete(space);
    }
    requireComplete();
  }

  @Test
  void interruptedRestoreInPlace_isClearedAndBegunAgain() throws IOException {
    interruptInPlace();
    requireFilledInPlace();
  }

  @Test
  void interruptedRestoreInPlace_onAFileSystemThatIsNumberedAnew_isClearedAndBegunAgain()
      throws IOException {
    strategy.mountPoint = target;
    String id = interruptInPlace();
    try (SpaceTree tree = strategy.openTree(target)) {
      tree.mark(new RootNote(id, tree.stat(tree.root()).inode()).text());
    }
    strategy.mountPoint = null;
    requireFilledInPlace();
  }

  @Test
  void anotherFileSystemAtTheSamePath_whoseRootHasTheSameNumber_isNotCleared() throws IOException {
    strategy.mountPoint = target;
    interruptInPlace();
    strategy.mountPoint = null;
    assertThatExceptionOfType(UnsafeException.class).isThrownBy(this::begin);
    assertThat(target.resolve("bin")).exists();
  }

  @Test
  void restoreInPlaceKilledWhileItProbed_isClearedAndBegunAgain() throws IOException {
    interruptInPlace();
    Path probe = Files.createDirectory(target.resolve(Probe.PREFIX + "1a2b"));
    Files.writeString(probe.resolve("tried"), "x");
    try (NewSpace _ = begin()) {
      assertThat(target).isEmptyDirectory();
    }
  }

  @Test
  void whatSomeoneElsePutThere_isLeftUntouched() throws IOException {
    interruptInPlace();
    Files.writeString(target.resolve("precious"), "x");
    assertThatExceptionOfType(UnsafeException.class).isThrownBy(this::begin);
    assertThat(target.resolve("precious")).hasContent("x");
  }

  @Test
  void anotherDirectoryAtTheSamePath_isNotCleared() throws IOException {
    interruptInPlace();
    Files.move(target, parent.resolve("moved"));
    HomeFolder.fill(target);
    assertThatExceptionOfType(UnsafeException.class).isThrownBy(this::begin);
    assertThat(target.resolve("bin/tool")).exists();
  }

  @Test
  void targetThatIsBeingFilled_isBusy() throws IOException {
    Files.createDirectory(target);
    strategy.mountPoint = target;
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
      assertThatExceptionOfType(BusyException.class).isThrownBy(this::begin);
      assertThat(target.resolve("bin/tool")).exists();
    }
  }

  @Test
  void targetBesideWhichASpaceIsBuilt_isBusy() throws IOException {
    try (NewSpace first = begin()) {
      assertThatExceptionOfType(BusyException.class).isThrownBy(this::begin);
      HomeFolder.fill(first.place());
      complete(first);
    }
    requireComplete();
  }

  @Test
  void targetAtWhichAnotherSpaceCameToStand_isBusy() throws IOException {
    Path other = parent.resolve("other");
    folder.space(other);
    try (NewSpace second = begin()) {
      HomeFolder.fill(second.place());
      strategy.beforeRename = () -> Files.move(other, target);
      assertThatExceptionOfType(BusyException.class).isThrownBy(() -> complete(second));
    }
    requireComplete();
  }

  @Test
  void longestName_canBeATarget() throws IOException {
    target = parent.resolve("n".repeat(255));
    try (NewSpace space = begin()) {
      HomeFolder.fill(space.place());
      complete(space);
    }
    requireComplete();
  }

  private NewSpace begin() {
    return NewSpace.begin(folder.registry(), strategy, target, HomeFolder.catalog());
  }

  private Outcome complete(NewSpace space) {
    space.mark();
    return space.complete(folder.state(space.id(), target, space.place()));
  }

  /// Leaves what a restore in place leaves that ends without a word.
  ///
  /// @return the space's id
  private String interruptInPlace() throws IOException {
    Files.createDirectory(target);
    FileStat there = strategy.stat(target);
    assertThat(there).isNotNull();
    String id = folder.registry().newId();
    byte[] bin = {'b', 'i', 'n'};
    folder.registry().write(BuildingMark.inPlace(id, target, there, List.of(bin)));
    HomeFolder.fill(target);
    Files.delete(target.resolve("bin/tool"));
    return id;
  }

  private void requireRefused() {
    assertThatExceptionOfType(UnsafeException.class).isThrownBy(this::begin);
    requireNothingLeft();
  }

  private void requireFilledInPlace() throws IOException {
    try (NewSpace space = begin()) {
      assertThat(space.inPlace()).isTrue();
      assertThat(target).isEmptyDirectory();
      HomeFolder.fill(target);
      complete(space);
    }
    requireComplete();
  }

  private void requireComplete() {
    assertThat(target.resolve("bin/tool")).hasContent("#!");
    assertThat(parent.toFile().list()).containsExactly(target.getFileName().toString());
    assertThat(folder.registry().marks()).isEmpty();
    assertThat(folder.states()).hasSize(1);
    FoundSpace found = folder.registry().find(target);
    assertThat(found).isNotNull();
    assertThat(folder.home().find(target)).isEqualTo(found);
  }

  private void requireNothingLeft() {
    assertThat(folder.states()).isEmpty();
    assertThat(folder.store().list("locks")).isEmpty();
    assertThat(parent.toFile().list())
        .allMatch(name -> name.equals(target.getFileName().toString()));
  }

  private interface Step {
    void run() throws IOException;
  }

  /// Imitates places that a test has not.
  private static final class Odd extends ForwardingStrategy {
    @Nullable Path mountPoint;
    @Nullable Path mustStay;
    boolean noTrees;
    @Nullable Step beforeRename;

    Odd() {
      super(new PortableStrategy());
    }

    @Override
    public @Nullable FileStat stat(Path path) {
      FileStat stat = super.stat(path);
      if (stat == null || !path.equals(mountPoint)) {
        return stat;
      }
      return new FileStat(
          stat.kind(),
          stat.mode(),
          stat.size(),
          stat.mtimeSeconds(),
          stat.mtimeNanos(),
          stat.ctimeSeconds(),
          stat.ctimeNanos(),
          stat.device() + 1,
          stat.inode(),
          stat.links(),
          stat.allocated(),
          stat.owner(),
          stat.mountPoint());
    }

    @Override
    public TreeOutcome createTree(Path root) {
      return noTrees ? new TreeOutcome.NotApplicable("permission denied") : super.createTree(root);
    }

    @Override
    public Outcome removeEmptyDirectory(Path path) {
      return path.equals(mustStay)
          ? new Outcome.NotApplicable("it is in use")
          : super.removeEmptyDirectory(path);
    }

    @Override
    public Outcome renameTree(Path from, Path to) {
      if (beforeRename != null) {
        try {
          beforeRename.run();
        } catch (IOException failed) {
          throw new AssertionError(failed);
        }
      }
      return super.renameTree(from, to);
    }
  }
}
