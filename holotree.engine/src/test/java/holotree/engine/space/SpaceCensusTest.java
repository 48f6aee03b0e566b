package holotree.engine.space;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.engine.builtin.PortableStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceCensusTest {

  @TempDir Path scratch;
  private final FileSystemStrategy strategy = new PortableStrategy();
  private Path root;
  private HomeFolder folder;

  @BeforeEach
  void open() throws IOException {
    root = scratch.toRealPath();
    folder = new HomeFolder(root.resolve("home"), strategy);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void homeThatIsNotThere_hasNone() {
    assertThat(known()).isEmpty();
    assertThat(root.resolve("home")).doesNotExist();
  }

  @Test
  void completeSpace_isToldFromItsState() throws IOException {
    SpaceState state = folder.space(root.resolve("target"));
    KnownSpace known = known().getFirst();
    assertThat(known.space()).isEqualTo(state.space());
    assertThat(known.complete()).isTrue();
    assertThat(known.catalog()).isEqualTo(new Digest(1, 2, 3, 4));
    assertThat(known.name()).isNull();
    assertThat(known.target()).isEqualTo(root.resolve("target"));
    assertThat(known.entries()).isEqualTo(3);
    assertThat(known.bytes()).isEqualTo(5);
    assertThat(known.since())
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
    assertThat(known.missing()).isFalse();
    assertThat(known.busy()).isFalse();
  }

  @Test
  void spaceInTheHome_hasAName_alsoWhereTheHomeIsReachedThroughALink() throws IOException {
    Files.createDirectories(root.resolve("real/home/spaces"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("real"));
    try (HomeFolder linked = new HomeFolder(root.resolve("link/home"), strategy)) {
      linked.space(root.resolve("real/home/spaces/ci"));
      List<KnownSpace> found = new ArrayList<>();
      linked.home().census().run(found::add);
      assertThat(found).extracting(KnownSpace::name).containsExactly("ci");
    }
  }

  @Test
  void spaceWhoseDirectoryIsGoneOrAnother_isMissing() throws IOException {
    Path target = root.resolve("target");
    folder.space(target);
    Files.move(target, root.resolve("moved"));
    assertThat(known().getFirst().missing()).isTrue();
    Files.createDirectory(target);
    assertThat(known().getFirst().missing()).isTrue();
    Files.delete(target);
    Files.move(root.resolve("moved"), target);
    assertThat(known().getFirst().missing()).isFalse();
  }

  @Test
  void spaceBeingRestored_isIncompleteAndBusy() throws IOException {
    Path target = root.resolve("target");
    try (NewSpace space =
        NewSpace.begin(folder.registry(), strategy, target, HomeFolder.catalog())) {
      KnownSpace known = known().getFirst();
      assertThat(known.space()).isEqualTo(space.id());
      assertThat(known.complete()).isFalse();
      assertThat(known.target()).isEqualTo(target);
      assertThat(known.missing()).isFalse();
      assertThat(known.busy()).isTrue();
    }
    assertThat(known()).isEmpty();
  }

  @Test
  void spaceLeftByACrash_isIncompleteAndNotBusy() throws IOException {
    String id = folder.registry().newId();
    folder.registry().write(BuildingMark.beside(id, root.resolve("target")));
    KnownSpace known = known().getFirst();
    assertThat(known.complete()).isFalse();
    assertThat(known.missing()).isTrue();
    assertThat(known.busy()).isFalse();
    Files.createDirectory(HomeLayout.sibling(root.resolve("target"), id));
    assertThat(known().getFirst().missing()).isFalse();
  }

  @Test
  void spaceBeingDeleted_isIncomplete() throws IOException {
    Path target = root.resolve("target");
    SpaceState state = folder.space(target);
    folder.registry().write(BuildingMark.beside(state.space(), target));
    assertThat(known().getFirst().complete()).as("not yet renamed aside").isTrue();
    Files.move(target, HomeLayout.sibling(target, state.space()));
    assertThat(known()).hasSize(1);
    assertThat(known().getFirst().complete()).isFalse();
  }

  @Test
  void readersOfASpace_doNotMakeItBusy_andTheCensusDoesNotHoldThemUp() throws IOException {
    Path target = root.resolve("target");
    SpaceState state = folder.space(target);
    try (StoreLock _ = folder.registry().lock(state.space(), target, LockMode.SHARED)) {
      assertThat(known().getFirst().busy()).isFalse();
    }
    try (StoreLock _ = folder.registry().lock(state.space(), target, LockMode.EXCLUSIVE)) {
      assertThat(known().getFirst().busy()).isTrue();
    }
    List<KnownSpace> found = new ArrayList<>();
    folder
        .home()
        .census()
        .run(each -> {
          try (StoreLock _ = folder.registry().lock(state.space(), target, LockMode.EXCLUSIVE)) {
            found.add(each);
          }
        });
    assertThat(found).hasSize(1);
  }

  @Test
  void stateThatCannotBeRead_isCountedAndHidesNoOther() throws IOException {
    SpaceState torn = folder.space(root.resolve("torn"));
    folder.space(root.resolve("whole"));
    Files.write(folder.stateFile(torn.space()), new byte[] {1, 2, 3});
    Files.writeString(folder.stateFile(".DS_Store"), "none of ours");
    List<KnownSpace> found = new ArrayList<>();
    assertThat(folder.home().census().run(found::add)).isEqualTo(1);
    assertThat(found).extracting(KnownSpace::target).containsExactly(root.resolve("whole"));
  }

  private List<KnownSpace> known() {
    List<KnownSpace> found = new ArrayList<>();
    assertThat(folder.home().census().run(found::add)).isZero();
    return found;
  }
}
