package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Durability;
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
