package holotree.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.BusyException;
import holotree.api.error.NotFoundException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.LockMode;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeDirectory;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingStrategy;
import holotree.testkit.forward.ForwardingTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left in each gap of the order in which a space is built or removed, and what becomes of
/// it.
class SpaceSweepTest {

  @TempDir Path scratch;
  private final Failing strategy = new Failing();
  private HomeFolder folder;
  private SpaceRegistry registry;
  private Path parent;
  private Path target;

  @BeforeEach
  void open() throws IOException {
    folder = new HomeFolder(scratch.toRealPath().resolve("home"), strategy);
    registry = folder.registry();
    parent = Files.createDirectory(scratch.toRealPath().resolve("parent"));
    target = parent.resolve("space");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void markAlone_isForgotten() {
    mark();
    assertThat(sweep()).isZero();
    requireNothingLeft();
  }

  @Test
  void markAndPartOfATree_areRemoved() throws IOException {
    HomeFolder.fill(mark().place());
    assertThat(sweep()).isEqualTo(1);
    requireNothingLeft();
  }

  @Test
  void markAndTreeAndState_areRemoved() throws IOException {
    BuildingMark mark = mark();
    HomeFolder.fill(mark.place());
    registry.write(folder.state(mark.space(), target, mark.place()));
    assertThat(sweep()).isEqualTo(1);
    requireNothingLeft();
  }

  @Test
  void directoryThatCannotBeRemoved_isMarkedUntilItCan() throws IOException {
    folder.space(target);
    strategy.mustStay = true;
    new SpaceRemoval(registry, strategy).run(folder.home().find(target));
    assertThat(parent).isNotEmptyDirectory();
    assertThat(sweep()).isZero();
    strategy.mustStay = false;
    assertThat(sweep()).isOne();
    requireNothingLeft();
  }

  @Test
  void treeThatCannotBeRemoved_staysAndIsInNobodysWay() throws IOException {
    BuildingMark stuck = mark();
    HomeFolder.fill(stuck.place());
    HomeFolder.fill(mark().place());
    strategy.refused = stuck.place();
    SpaceSweep.Swept swept = new SpaceSweep(registry, strategy).run(target);
    assertThat(swept.removed()).isEqualTo(1);
    assertThat(swept.kept())
        .singleElement()
        .satisfies(kept -> assertThat(kept.what()).contains("" + stuck.place()));
    strategy.refused = null;
    assertThat(sweep()).isEqualTo(1);
    requireNothingLeft();
  }

  @Test
  void markOfASpaceThatWasRenamedIn_isRemovedAlone() throws IOException {
    SpaceState state = folder.space(target);
    registry.write(markOf(state));
    assertThat(sweep()).isZero();
    requireComplete(state);
  }

  @Test
  void tornState_doesNotStandInTheWay() throws IOException {
    SpaceState state = folder.space(target);
    registry.write(markOf(state));
    Files.write(folder.stateFile(state.space()), new byte[0]);
    assertThat(sweep()).isZero();
    requireLost(state);
  }

  @Test
  void tornStateAndMark_stillTellThatItIsASpace() throws IOException {
    SpaceState state = folder.space(target);
    Files.write(folder.stateFile(state.space()), new byte[0]);
    tear(markOf(state));
    assertThat(sweep()).isZero();
    requireLost(state);
  }

  @Test
  void copyOfASpaceWhoseStateIsTorn_isNoSpace() throws IOException {
    SpaceState state = folder.space(target);
    Files.write(folder.stateFile(state.space()), new byte[0]);
    Path copy = parent.resolve("copy");
    HomeFolder.fill(copy);
    try (SpaceTree tree = strategy.openTree(copy)) {
      tree.mark(new RootNote(state.space(), state.inode()).text());
    }
    assertThatExceptionOfType(UnsafeException.class).isThrownBy(() -> registry.find(copy));
  }

  @Test
  void tornMarkOfATreeBesideTheTarget_isFollowedByItsName() throws IOException {
    BuildingMark mark = mark();
    HomeFolder.fill(mark.place());
    tear(mark);
    assertThat(sweep()).isOne();
    requireNothingLeft();
  }

  @Test
  void tornMarkOfATreeElsewhere_waitsForARestoreThere() throws IOException {
    BuildingMark mark = mark();
    HomeFolder.fill(mark.place());
    tear(mark);
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    assertThat(new SpaceSweep(registry, strategy).run(elsewhere.resolve("space")).removed())
        .isZero();
    assertThat(mark.place().resolve("bin/tool")).exists();
    Files.delete(elsewhere);
    assertThat(sweep()).isOne();
    requireNothingLeft();
  }

  @Test
  void tornMarkOfACompleteSpace_isRemovedAlone() throws IOException {
    SpaceState state = folder.space(target);
    tear(markOf(state));
    assertThat(sweep()).isZero();
    assertThat(folder.states()).containsExactly(state.space());
    requireComplete(state);
  }

  @Test
  void treeOfALiveBuilder_isLeftUntouched() throws IOException {
    try (NewSpace space = NewSpace.begin(registry, strategy, target, HomeFolder.catalog())) {
      HomeFolder.fill(space.place());
      assertThat(sweep()).isZero();
      assertThat(space.place().resolve("bin/tool")).exists();
      assertThat(registry.marks()).hasSize(1);
    }
  }

  @Test
  void directoryFilledInPlace_isLeftMarked() throws IOException {
    HomeFolder.fill(target);
    registry.write(new BuildingMark(registry.newId(), target, target, 1, 2, List.of()));
    assertThat(sweep()).isZero();
    assertThat(registry.marks()).hasSize(1);
    assertThat(target.resolve("bin/tool")).exists();
  }

  @Test
  void removedSpace_leavesNothing() throws IOException {
    SpaceState state = folder.space(target);
    assertThat(new SpaceRemoval(registry, strategy).run(new FoundSpace(state, target)))
        .isEqualTo(3);
    requireNothingLeft();
    assertThat(target).doesNotExist();
  }

  @Test
  void removalInterruptedBeforeTheRename_leavesTheSpace() throws IOException {
    SpaceState state = folder.space(target);
    strategy.failRename = true;
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> new SpaceRemoval(registry, strategy).run(new FoundSpace(state, target)));
    assertThat(sweep()).isZero();
    requireComplete(state);
  }

  @Test
  void removalInterruptedAfterTheRename_isFinished() throws IOException {
    SpaceState state = folder.space(target);
    strategy.failOpen = true;
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> new SpaceRemoval(registry, strategy).run(new FoundSpace(state, target)));
    strategy.failOpen = false;
    assertThat(target).doesNotExist();
    assertThat(sweep()).isEqualTo(1);
    requireNothingLeft();
  }

  @Test
  void removalOfAMountPoint_leavesItEmpty() throws IOException {
    SpaceState state = folder.space(target);
    strategy.noRename = true;
    strategy.mustStay = true;
    assertThat(new SpaceRemoval(registry, strategy).run(new FoundSpace(state, target)))
        .isEqualTo(2);
    assertThat(target).isEmptyDirectory();
    assertThat(folder.states()).isEmpty();
  }

  @Test
  void removalOfAMountPointThatIsInterrupted_doesNotLeaveItComplete() throws IOException {
    SpaceState state = folder.space(target);
    strategy.noRename = true;
    strategy.failRemoval = true;
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> new SpaceRemoval(registry, strategy).run(new FoundSpace(state, target)));
    sweep();
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> folder.home().find(target));
    assertThat(registry.marks()).singleElement().matches(BuildingMark::inPlace);
    strategy.failRemoval = false;
    folder.space(target);
    assertThat(registry.marks()).isEmpty();
  }

  @Test
  void spaceInUse_isNotRemoved() throws IOException {
    SpaceState state = folder.space(target);
    try (StoreLock _ = registry.lock(state.space(), target, LockMode.SHARED)) {
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(
              () -> new SpaceRemoval(registry, strategy).run(new FoundSpace(state, target)));
    }
    requireComplete(state);
  }

  @Test
  void spaceThatWentAway_isNotRemoved() throws IOException {
    SpaceState state = folder.space(target);
    Files.move(target, parent.resolve("moved"));
    HomeFolder.fill(target);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> new SpaceRemoval(registry, strategy).run(new FoundSpace(state, target)));
    assertThat(target.resolve("bin/tool")).exists();
  }

  @Test
  void spaceIsKnown_withoutItsMarkToo() throws IOException {
    strategy.noMarks = true;
    SpaceState state = folder.space(target);
    SpaceState other = folder.space(parent.resolve("other"));
    Files.write(folder.stateFile("0".repeat(32)), new byte[3]);
    assertThat(registry.find(target)).isEqualTo(new FoundSpace(state, target));
    assertThat(registry.find(parent.resolve("other")))
        .isEqualTo(new FoundSpace(other, parent.resolve("other")));
    assertThat(registry.find(parent)).isNull();
    assertThat(registry.targets()).hasSize(2).contains(target);
  }

  /// File systems give the numbers of what was removed to what is made next.
  @Test
  void newDirectoryWithTheNumberOfASpace_isNone() throws IOException {
    folder.space(target);
    try (SpaceTree tree = strategy.openTree(target)) {
      tree.mark("");
    }
    assertThat(registry.find(target)).isNull();
    Path elsewhere = Files.move(target, parent.resolve("elsewhere"));
    assertThat(registry.find(elsewhere)).isNull();
  }

  @Test
  void newDirectoryWithTheNumberOfASpace_closedToItsOwner_isNotRemoved() throws IOException {
    folder.space(target);
    try (SpaceTree tree = strategy.openTree(target)) {
      tree.mark("");
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("-wx------"));
    // As root is not: at the two looks for it, and when it is opened before its mode is changed.
    strategy.refused = target;
    strategy.refusals = 3;
    FoundSpace found = registry.find(target);
    assertThat(found).isNotNull();
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> new SpaceRemoval(registry, strategy).run(found))
        .withMessageContaining("not its mark");
    assertThat(target.resolve("bin/tool")).exists();
  }

  @Test
  void whereNoMarksAreKept_aSpaceIsKnownAtItsOwnPlaceAlone() throws IOException {
    strategy.noMarks = true;
    folder.space(target);
    Path elsewhere = Files.move(target, parent.resolve("elsewhere"));
    assertThat(registry.find(elsewhere)).isNull();
  }

  @Test
  void spaceInWhichAnotherIsInUse_isNotRemoved() throws IOException {
    SpaceState state = folder.space(target);
    SpaceState inner = folder.space(target.resolve("bin/inner"));
    SpaceRemoval removal = new SpaceRemoval(registry, strategy);
    FoundSpace found = new FoundSpace(state, target);
    try (StoreLock _ = registry.lock(inner.space(), target, LockMode.SHARED)) {
      assertThatExceptionOfType(BusyException.class).isThrownBy(() -> removal.run(found));
    }
    assertThat(target.resolve("bin/inner/bin/tool")).exists();
    removal.run(found);
    assertThat(target).doesNotExist();
  }

  @Test
  void copyOfASpace_isNoSpace() throws IOException {
    SpaceState state = folder.space(target);
    Path copy = parent.resolve("copy");
    HomeFolder.fill(copy);
    try (SpaceTree tree = strategy.openTree(copy)) {
      tree.mark(new RootNote(state.space(), state.inode()).text());
    }
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> registry.find(copy))
        .withMessageContaining("copy of the space at " + target);
    assertThat(copy.resolve("bin/tool")).exists();
  }

  @Test
  void space_isFoundByItsName() throws IOException {
    Path library = parent.resolve("library");
    Path place = folder.home().placeFor("ci", library);
    SpaceState state = folder.space(place);
    assertThat(folder.home().find("ci")).isEqualTo(new FoundSpace(state, place));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> folder.home().find("cii"))
        .satisfies(error -> assertThat(error.near()).isEqualTo(List.of("ci")));
    for (String name : new String[] {"../ci", "", ".state", "A"}) {
      assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> folder.home().find(name));
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> folder.home().placeFor(name, library));
    }
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> folder.home().placeFor(Path.of("/"), library));
  }

  private BuildingMark mark() {
    String id = registry.newId();
    BuildingMark mark = BuildingMark.beside(id, target);
    registry.write(mark);
    return mark;
  }

  private BuildingMark markOf(SpaceState state) {
    return BuildingMark.beside(state.space(), target);
  }

  private void tear(BuildingMark mark) throws IOException {
    Files.write(folder.stateFile(mark.space() + ".building"), new byte[0]);
  }

  // Nothing vouches for what is in it, but it is known whose it is.
  private void requireLost(SpaceState state) {
    assertThat(folder.states()).containsExactly(state.space());
    FoundSpace found = registry.find(target);
    assertThat(found).isNotNull();
    assertThat(found.state().isLost()).isTrue();
    assertThat(found.state().space()).isEqualTo(state.space());
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(found::requireKnown)
        .withMessageContaining("" + target);
    assertThat(target.resolve("bin/tool")).exists();
  }

  private int sweep() {
    return new SpaceSweep(registry, strategy).run(target).removed();
  }

  private void requireComplete(SpaceState state) {
    assertThat(registry.marks()).isEmpty();
    assertThat(registry.find(target)).isEqualTo(new FoundSpace(state, target));
    assertThat(target.resolve("bin/tool")).exists();
  }

  private void requireNothingLeft() {
    assertThat(folder.states()).isEmpty();
    assertThat(parent).isEmptyDirectory();
    assertThat(folder.store().list("locks")).isEmpty();
  }

  /// Ends where a test wants it to.
  private static final class Failing extends ForwardingStrategy {
    boolean failRename;
    boolean noRename;
    boolean failOpen;
    boolean failRemoval;
    boolean mustStay;
    boolean noMarks;
    @Nullable Path refused;
    int refusals = Integer.MAX_VALUE;

    Failing() {
      super(new PortableStrategy());
    }

    @Override
    public Outcome renameTree(Path from, Path to) {
      if (failRename) {
        throw new IllegalStateException("ended here");
      }
      return noRename ? new Outcome.NotApplicable("a mount point") : super.renameTree(from, to);
    }

    @Override
    public Outcome removeEmptyDirectory(Path path) {
      return mustStay
          ? new Outcome.NotApplicable("a mount point")
          : super.removeEmptyDirectory(path);
    }

    @Override
    public SpaceTree openTree(Path root) {
      if (failOpen && root.getFileName().toString().startsWith(".")) {
        throw new IllegalStateException("ended here");
      }
      if (root.equals(refused) && refusals-- > 0) {
        throw new RefusedException(
            "open", "" + root, "permission denied (EACCES)", "Mend it.", null);
      }
      return new Tree(super.openTree(root), this);
    }
  }

  private static final class Tree extends ForwardingTree {
    private final Failing strategy;

    Tree(SpaceTree tree, Failing strategy) {
      super(tree);
      this.strategy = strategy;
    }

    @Override
    public @Nullable String readMark() {
      return strategy.noMarks ? null : super.readMark();
    }

    @Override
    public void removeDirectory(TreeDirectory parent, byte[] name) {
      if (strategy.failRemoval) {
        throw new IllegalStateException("ended here");
      }
      super.removeDirectory(parent, name);
    }
  }
}
