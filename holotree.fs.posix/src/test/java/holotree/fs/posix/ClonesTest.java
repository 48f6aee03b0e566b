package holotree.fs.posix;

import static holotree.fs.posix.Bytes.name;
import static holotree.fs.posix.LinksTest.obstacle;
import static holotree.fs.posix.LinksTest.published;
import static holotree.fs.posix.LinksTest.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Obstacle;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.testkit.contract.SharedFileContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clones on xfs, which has them, and on ext4 and tmpfs, which have not. Needs root.
class ClonesTest {

  private static final long SECONDS = 1_234_567_890L;
  private static final int NANOS = 123_456_789;

  @TempDir static Path place;
  private static Mount xfs;
  private static Mount ext4;
  private static int tests;

  private Path library;
  private Path root;
  private LibraryStore store;
  private SpaceTree tree;

  @BeforeAll
  static void mount() throws Exception {
    xfs = Mount.image(place.resolve("xfs"), "mkfs.xfs -q -m reflink=1", "400M");
    ext4 = Mount.image(place.resolve("ext4"), "mkfs.ext4 -q", "20M");
  }

  @AfterAll
  static void unmount() throws Exception {
    xfs.close();
    ext4.close();
  }

  @BeforeEach
  void open() throws Exception {
    Path own = Files.createDirectory(xfs.path().resolve("test" + tests++));
    library = own.resolve("library");
    root = Files.createDirectory(own.resolve("root"));
    store = new LinuxStrategy().store(library, Durability.DURABLE);
    tree = new LinuxStrategy().openTree(root);
  }

  @AfterEach
  void close() {
    tree.close();
    store.close();
  }

  @Test
  void clonedFile_hasTheAttributesAskedForAndTheSourcesBytes() throws Exception {
    try (StoredFile source = published(store, "f", "hello")) {
      FileStat stat = shared(tree.cloneFile(tree.root(), name("c"), 06777, SECONDS, NANOS, source));

      assertThat(stat).isEqualTo(tree.stat(tree.root(), name("c")));
      assertThat(stat.mode()).isEqualTo(06777);
      assertThat(stat.size()).isEqualTo(5);
      assertThat(stat.mtimeSeconds()).isEqualTo(SECONDS);
      assertThat(stat.mtimeNanos()).isEqualTo(NANOS);
      assertThat(stat.links()).isEqualTo(1);
      assertThat(stat.inode()).isNotEqualTo(source.stat().inode());
    }
    Files.writeString(root.resolve("c"), "other");
    assertThat(library.resolve("f")).hasContent("hello");
  }

  @Test
  void clones_takeNoRoomOfTheirOwn() throws Exception {
    String content = "0123456789abcdef".repeat(1 << 20);
    try (StoredFile source = published(store, "f", content)) {
      long before = new LinuxStrategy().free(root).bytes();
      for (int i = 0; i < 10; i++) {
        shared(tree.cloneFile(tree.root(), name("c" + i), 0644, SECONDS, NANOS, source));
      }
      try (ReadableFile clone = tree.openFile(tree.root(), name("c0"))) {
        shared(store.publishClone(clone, "pool/aa/f"));
      }
      Shell.run("sync -f '" + root + "'");
      assertThat(before - new LinuxStrategy().free(root).bytes()).isLessThan(content.length() / 2);
    }
    assertThat(Files.mismatch(library.resolve("f"), root.resolve("c9"))).isEqualTo(-1);
    assertThat(Files.mismatch(library.resolve("f"), library.resolve("pool/aa/f"))).isEqualTo(-1);
  }

  @Test
  void aSourceWithoutNames_isClonedAllTheSame() throws Exception {
    try (StoredFile source = published(store, "f", "hello")) {
      Files.delete(library.resolve("f"));
      shared(tree.cloneFile(tree.root(), name("c"), 0644, SECONDS, NANOS, source));
    }
    assertThat(root.resolve("c")).hasContent("hello");
  }

  @Test
  void aFailedClone_leavesNothing() {
    try (SpaceTree other = new LinuxStrategy().openTree(ext4.path());
        LibraryStore own =
            new LinuxStrategy().store(ext4.path().resolve("own"), Durability.VOLATILE);
        StoredFile far = published(store, "f", "x");
        StoredFile near = published(own, "f", "x");
        ReadableFile file = otherFile(other)) {
      assertNotPossible(other.cloneFile(other.root(), name("c"), 0644, 0, 0, far), "EXDEV");
      assertNotPossible(other.cloneFile(other.root(), name("c"), 0644, 0, 0, near), "EOPNOTSUPP");
      assertThat(other.stat(other.root(), name("c"))).isNull();
      assertNotPossible(own.publishClone(file, "pool/c"), "EOPNOTSUPP");
      assertNotPossible(store.publishClone(file, "pool/c"), "EXDEV");
      assertThat(own.list("tmp")).isEmpty();
      assertThat(own.stat("pool/c")).isNull();
      assertThat(store.list("tmp")).isEmpty();
    }
  }

  @Test
  void aNameThatIsTaken_isRefusedAndWhatIsThereStays() {
    tree.createFile(tree.root(), name("c"), 0644, 0, 0, Bytes.of("first"));
    try (StoredFile source = published(store, "f", "second")) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> tree.cloneFile(tree.root(), name("c"), 0644, 0, 0, source))
          .satisfies(e -> assertThat(e.reason()).contains("EEXIST"));
    }
    assertThat(root.resolve("c")).hasContent("first");
  }

  @Test
  void probingAPair_tellsTheTruthAndLeavesNothing() throws Exception {
    Path here = Files.createDirectory(root.resolve("here"));
    Path there = Files.createDirectory(root.resolve("there"));
    Path far = Files.createDirectory(ext4.path().resolve("far"));
    for (Path directory : new Path[] {here, there, far}) {
      Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000));
    }

    assertThat(probed(here, there)).isEqualTo(new Sharing(Outcome.DONE, Outcome.DONE));
    assertThat(probed(here, here)).isEqualTo(new Sharing(Outcome.DONE, Outcome.DONE));
    assertThat(probed(far, far).links()).isEqualTo(Outcome.DONE);
    assertThat(probed(far, far).clones().toString()).contains("EOPNOTSUPP");
    assertThat(probed(here, far).links().toString()).contains("EXDEV");
    assertThat(probed(here, far).clones().toString()).contains("EXDEV");
    for (Path directory : new Path[] {here, there, far}) {
      assertThat(directory).isEmptyDirectory();
      assertThat(Files.getLastModifiedTime(directory)).isEqualTo(FileTime.fromMillis(1_000));
    }
  }

  /// The suite, where there are clones.
  @Nested
  class SharedFiles extends SharedFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }

    @Override
    protected Path place(Path scratch) throws IOException {
      return Files.createDirectory(xfs.path().resolve("suite" + tests++)).toRealPath();
    }
  }

  private static Sharing probed(Path source, Path target) {
    return new LinuxStrategy().probe().measureSharing(source, target);
  }

  private static ReadableFile otherFile(SpaceTree tree) {
    tree.createFile(tree.root(), name("t"), 0644, 0, 0, Bytes.of("x"));
    return tree.openFile(tree.root(), name("t"));
  }

  private static void assertNotPossible(ShareOutcome outcome, String error) {
    assertThat(obstacle(outcome)).isEqualTo(Obstacle.NOT_POSSIBLE);
    assertThat(outcome.toString()).contains(error);
  }
}
