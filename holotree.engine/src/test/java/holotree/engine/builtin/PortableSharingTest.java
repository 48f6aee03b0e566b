package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Obstacle;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the portable strategy shares: links, and no clones.
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
  void links_areTheInodeOfTheSourceInBothDirections() {
    try (StoredFile source = opened("f")) {
      FileStat linked = shared(tree.linkFile(tree.root(), NAME, source));
      assertThat(linked.inode()).isEqualTo(source.stat().inode());
      assertThat(linked).isEqualTo(tree.stat(tree.root(), NAME));
    }
    try (ReadableFile file = tree.openFile(tree.root(), NAME)) {
      FileStat published = shared(store.publishLink(file, "pool/aa/f"));
      assertThat(published).isEqualTo(store.stat("pool/aa/f"));
      assertThat(obstacle(store.publishLink(file, "f"))).isEqualTo(Obstacle.NAME_TAKEN);
    }
    assertThat(library.resolve("pool/aa/f")).hasContent("hello");
  }

  @Test
  void aNameThatIsTaken_isRefusedByTheTree() throws Exception {
    Files.writeString(root.resolve("l"), "first");
    try (StoredFile source = opened("f")) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> tree.linkFile(tree.root(), NAME, source));
    }
    assertThat(root.resolve("l")).hasContent("first");
  }

  @Test
  void aSourceWhosePathIsAnotherFileNow_isGone() throws Exception {
    try (StoredFile source = opened("f")) {
      Files.delete(library.resolve("f"));
      assertThat(obstacle(tree.linkFile(tree.root(), NAME, source)))
          .isEqualTo(Obstacle.SOURCE_GONE);
      Files.writeString(library.resolve("f"), "another");
      assertThat(obstacle(tree.linkFile(tree.root(), NAME, source)))
          .isEqualTo(Obstacle.SOURCE_GONE);
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void clones_areNotApplicable() throws Exception {
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
  void touching_setsTheModificationTime() throws Exception {
    Files.setLastModifiedTime(library.resolve("f"), FileTime.fromMillis(1_000));
    try (StoredFile file = opened("f")) {
      assertThat(file.stat().mtimeSeconds()).isEqualTo(1);
      file.touch();
    }
    assertThat(Files.getLastModifiedTime(library.resolve("f")).toMillis()).isGreaterThan(1_000);
  }

  @Test
  void probingAPair_leavesNothing() {
    Sharing sharing = new PortableStrategy().probe().measureSharing(root, root);

    assertThat(sharing.links()).isEqualTo(Outcome.DONE);
    assertThat(sharing.clones()).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(root).isEmptyDirectory();
  }

  private StoredFile opened(String path) {
    return Objects.requireNonNull(store.open(path));
  }

  private static FileStat shared(ShareOutcome outcome) {
    assertThat(outcome).isInstanceOf(ShareOutcome.Shared.class);
    return ((ShareOutcome.Shared) outcome).stat();
  }

  private static Obstacle obstacle(ShareOutcome outcome) {
    assertThat(outcome).isInstanceOf(ShareOutcome.NotApplicable.class);
    return ((ShareOutcome.NotApplicable) outcome).obstacle();
  }
}
