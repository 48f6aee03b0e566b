package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Durability;
import holotree.api.fs.FileCloner;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Obstacle;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the portable strategy shares: links, and clones where a cloner makes them.
class PortableSharingTest {

  private static final byte[] NAME = "l".getBytes(StandardCharsets.UTF_8);

  @TempDir Path scratch;
  private Path library;
  private Path root;
  private LibraryStore store;
  private SpaceTree tree;

  @BeforeEach
  void open() throws Exception {
    library = Files.createDirectory(scratch.resolve("library"));
    root = Files.createDirectory(scratch.resolve("root"));
    Files.writeString(library.resolve("f"), "hello");
    store = new PortableStrategy().store(library, Durability.VOLATILE);
    tree = new PortableStrategy().openTree(root);
  }

  @AfterEach
  void close() {
    tree.close();
    store.close();
  }

  @Test
  void clonesWithoutACloner_areNotApplicable() throws Exception {
    Files.writeString(root.resolve("l"), "x");
    byte[] other = {'c'};
    try (StoredFile source = opened("f");
        ReadableFile file = tree.openFile(tree.root(), NAME)) {
      assertThat(obstacle(tree.cloneFile(tree.root(), other, 0644, 0, 0, source)))
          .isEqualTo(Obstacle.NOT_POSSIBLE);
      assertThat(obstacle(store.publishClone(file, "c"))).isEqualTo(Obstacle.NOT_POSSIBLE);
    }
    assertThat(tree.stat(tree.root(), other)).isNull();
    assertThat(store.stat("c")).isNull();
  }

  @Test
  void clone_isMadeByTheFirstClonerThatApplies_whichIsLookedForOnce() {
    CopyingCloner cloner = new CopyingCloner();
    AtomicInteger looks = new AtomicInteger();
    Iterable<FileCloner> cloners =
        () -> {
          looks.incrementAndGet();
          return List.<FileCloner>of(new ForeignCloner(), cloner).iterator();
        };
    FileSystemStrategy strategy = new PortableStrategy().cloningBy(cloners);
    try (SpaceTree own = strategy.openTree(root);
        LibraryStore ownStore = strategy.store(library, Durability.VOLATILE);
        StoredFile source = Objects.requireNonNull(ownStore.open("f"))) {
      assertThat(looks).hasValue(0);
      assertThat(own.cloneFile(own.root(), NAME, 0600, 5, 0, source))
          .isEqualTo(new ShareOutcome.Shared(own.stat(own.root(), NAME)));
      assertThat(own.cloneFile(own.root(), new byte[] {'m'}, 0400, 5, 0, source))
          .isInstanceOf(ShareOutcome.Shared.class);
    }
    assertThat(looks).hasValue(1);
    assertThat(cloner.made).hasValue(2);
  }

  @Test
  void cloneOfWhatIsNotTheOpenFileAnyMore_isTakenBack() throws Exception {
    FileSystemStrategy strategy = new PortableStrategy().cloningBy(List.of(new CopyingCloner()));
    Files.writeString(root.resolve("t"), "of the tree");
    try (SpaceTree own = strategy.openTree(root);
        LibraryStore ownStore = strategy.store(library, Durability.VOLATILE);
        StoredFile source = Objects.requireNonNull(ownStore.open("f"));
        ReadableFile file = own.openFile(own.root(), new byte[] {'t'})) {
      Files.move(library.resolve("f"), library.resolve("g"));
      Files.writeString(library.resolve("f"), "other");
      Files.move(root.resolve("t"), root.resolve("u"));
      Files.writeString(root.resolve("t"), "other");
      assertThat(obstacle(own.cloneFile(own.root(), NAME, 0600, 5, 0, source)))
          .isEqualTo(Obstacle.SOURCE_GONE);
      assertThat(obstacle(ownStore.publishClone(file, "c"))).isEqualTo(Obstacle.SOURCE_GONE);
      assertThat(own.stat(own.root(), NAME)).isNull();
      assertThat(ownStore.stat("c")).isNull();
    }
  }

  /// For another system; fails if it is asked for a clone even so.
  private static final class ForeignCloner implements FileCloner {
    @Override
    public boolean appliesTo(OperatingSystem system) {
      return false;
    }

    @Override
    public ShareOutcome.NotApplicable cloneFile(Path clone, Path source) {
      throw new AssertionError("asked for a clone");
    }
  }

  @Test
  void links_areMeasuredAndClonesAreNot() {
    Sharing sharing = new PortableStrategy().probe().measureSharing(root, root);
    assertThat(sharing.links()).isEqualTo(Outcome.DONE);
    assertThat(sharing.clones()).isInstanceOf(Outcome.NotApplicable.class);
  }

  private StoredFile opened(String path) {
    return Objects.requireNonNull(store.open(path));
  }

  private static Obstacle obstacle(ShareOutcome outcome) {
    assertThat(outcome).isInstanceOf(ShareOutcome.NotApplicable.class);
    return ((ShareOutcome.NotApplicable) outcome).obstacle();
  }
}
