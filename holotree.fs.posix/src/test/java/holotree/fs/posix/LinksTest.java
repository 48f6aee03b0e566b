package holotree.fs.posix;

import static holotree.fs.posix.Bytes.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

  private static final int MAX_EXT4_LINKS = 65_000;

  @TempDir Path directory;
  private Path library;
  private Path root;
  private LibraryStore store;
  private SpaceTree tree;

  @BeforeEach
  void open() throws Exception {
    library = directory.resolve("library");
    root = Files.createDirectory(directory.resolve("root"));
    store = new LinuxStrategy().store(library, Durability.DURABLE);
    tree = new LinuxStrategy().openTree(root);
  }

  @AfterEach
  void close() {
    tree.close();
    store.close();
  }

  @Test
  void linkedFile_isTheOneThatIsOpenWhateverHasItsName() throws Exception {
    try (StoredFile source = published("f", "opened")) {
      Files.move(library.resolve("f"), library.resolve("g"));
      Files.writeString(library.resolve("f"), "another");

      shared(tree.linkFile(tree.root(), name("l"), source));
    }
    assertThat(root.resolve("l")).hasContent("opened");
  }

  @Test
  void aSourceWithoutNames_isGoneAndLinksToOthersStillWork() throws Exception {
    tree.createFile(tree.root(), name("h"), 0644, 0, 0, Bytes.of("x"));
    try (StoredFile source = published("f", "x");
        ReadableFile file = tree.openFile(tree.root(), name("h"))) {
      Files.delete(library.resolve("f"));
      Files.delete(root.resolve("h"));

      assertThat(obstacle(tree.linkFile(tree.root(), name("l"), source)))
          .isEqualTo(Obstacle.SOURCE_GONE);
      assertThat(obstacle(store.publishLink(file, "l"))).isEqualTo(Obstacle.SOURCE_GONE);
    }
    assertThat(root).isEmptyDirectory();
    assertThat(library.resolve("l")).doesNotExist();
    try (StoredFile other = published("g", "x")) {
      shared(tree.linkFile(tree.root(), name("l"), other));
    }
  }

  @Test
  void anotherFileSystem_isAnObstacleWithItsReason() throws Exception {
    try (Mount mount = Mount.tmpfs(directory.resolve("other"), "size=64k");
        SpaceTree other = new LinuxStrategy().openTree(mount.path());
        StoredFile source = published("f", "x")) {
      other.createFile(other.root(), name("t"), 0644, 0, 0, Bytes.of("x"));
      try (ReadableFile file = other.openFile(other.root(), name("t"))) {
        for (ShareOutcome outcome :
            new ShareOutcome[] {
              other.linkFile(other.root(), name("l"), source), store.publishLink(file, "l")
            }) {
          assertThat(obstacle(outcome)).isEqualTo(Obstacle.NOT_POSSIBLE);
          assertThat(outcome.toString()).contains("different file systems", "EXDEV");
        }
      }
      assertThat(mount.path().resolve("l")).doesNotExist();
    }
    assertThat(library.resolve("l")).doesNotExist();
  }

  @Test
  void aFileWithAllNamesThatItCanHave_isAnObstacleOfThatFile() throws Exception {
    try (Mount mount = Mount.image(directory.resolve("ext4"), "mkfs.ext4 -q", "40M");
        LibraryStore own = new LinuxStrategy().store(mount.path(), Durability.VOLATILE);
        SpaceTree links = new LinuxStrategy().openTree(mount.path())) {
      try (StoredFile source = published(own, "f", "x")) {
        for (int i = 2; i <= MAX_EXT4_LINKS; i++) {
          ShareOutcome outcome = links.linkFile(links.root(), name("l" + i), source);
          assertThat(shared(outcome).links()).isEqualTo(i);
        }
        assertThat(obstacle(links.linkFile(links.root(), name("l"), source)))
            .isEqualTo(Obstacle.TOO_MANY_LINKS);
      }
      try (ReadableFile file = links.openFile(links.root(), name("f"))) {
        assertThat(obstacle(own.publishLink(file, "l"))).isEqualTo(Obstacle.TOO_MANY_LINKS);
      }
      try (StoredFile copy = published(own, "g", "x")) {
        shared(links.linkFile(links.root(), name("l"), copy));
      }
    }
  }

  @Test
  void publishedLink_isTheTreesInodeInDirectoriesMadeAsNeeded() {
    tree.createFile(tree.root(), name("t"), 0640, 5, 6, Bytes.of("hello"));
    try (ReadableFile file = tree.openFile(tree.root(), name("t"))) {
      FileStat stat = shared(store.publishLink(file, "pool/aa/f"));

      assertThat(stat).isEqualTo(file.stat()).isEqualTo(store.stat("pool/aa/f"));
      assertThat(stat.links()).isEqualTo(2);
      assertThat(stat.mode()).isEqualTo(0640);
      assertThat(stat.mtimeNanos()).isEqualTo(6);
      assertThatIllegalArgumentException().isThrownBy(() -> store.publishLink(file, "../f"));
    }
    assertThat(library).isDirectoryNotContaining("glob:**/tmp");
  }

  @Test
  void aClosedSource_isTheCallersMistake() {
    StoredFile source = published("f", "x");
    source.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> tree.linkFile(tree.root(), name("l"), source));
    assertThatIllegalStateException()
        .isThrownBy(() -> tree.cloneFile(tree.root(), name("l"), 0644, 0, 0, source));
    source.touch();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void whereADescriptorAloneCannotBeLinked_itsNameInProcIs() throws Exception {
    published("f", "hello").close();
    published("g", "x").close();
    Process child =
        Shell.java("exec setpriv --bounding-set=-dac_read_search", Restricted.class, library, root);
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).isZero();
    assertThat(output.lines())
        .containsExactly("SOURCE_GONE", "ENOENT", "2 links", "3 links", "SOURCE_GONE");
    assertThat(root.resolve("second")).hasContent("hello");
  }

  private StoredFile published(String path, String content) {
    return published(store, path, content);
  }

  static StoredFile published(LibraryStore store, String path, String content) {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Bytes.of(content));
    assertThat(store.publish(temporary, path)).isTrue();
    return Objects.requireNonNull(store.open(path));
  }

  static FileStat shared(ShareOutcome outcome) {
    assertThat(outcome).isInstanceOf(ShareOutcome.Shared.class);
    return ((ShareOutcome.Shared) outcome).stat();
  }

  static Obstacle obstacle(ShareOutcome outcome) {
    assertThat(outcome).isInstanceOf(ShareOutcome.NotApplicable.class);
    return ((ShareOutcome.NotApplicable) outcome).obstacle();
  }

  /// A process that the kernel does not let link files by their descriptors: it lacks the capability
  /// for that, and after opening them its credentials are new ones, which is what Linux 6.10 and
  /// later look at.
  static final class Restricted {

    private static final int PR_SET_KEEPCAPS = 8;

    private Restricted() {}

    @SuppressWarnings("restricted")
    public static void main(String[] arguments) throws Throwable {
      Path library = Path.of(arguments[0]);
      Linker linker = Linker.nativeLinker();
      try (LibraryStore store = new LinuxStrategy().store(library, Durability.VOLATILE);
          SpaceTree tree = new LinuxStrategy().openTree(Path.of(arguments[1]));
          StoredFile gone = Objects.requireNonNull(store.open("g"));
          StoredFile file = Objects.requireNonNull(store.open("f"))) {
        int prctl =
            (int)
                linker
                    .downcallHandle(
                        linker.defaultLookup().findOrThrow("prctl"),
                        FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG))
                    .invokeExact(PR_SET_KEEPCAPS, 1L);
        if (prctl != 0) {
          throw new IllegalStateException("prctl");
        }
        Files.delete(library.resolve("g"));
        System.out.println(obstacle(tree, "gone", gone));
        System.out.println(byDescriptorAlone(arguments[1], ((LinuxStoredFile) file).descriptor()));
        for (String name : new String[] {"first", "second"}) {
          ShareOutcome outcome = tree.linkFile(tree.root(), name(name), file);
          System.out.println(((ShareOutcome.Shared) outcome).stat().links() + " links");
        }
        System.out.println(obstacle(tree, "gone", gone));
      }
    }

    private static Obstacle obstacle(SpaceTree tree, String name, StoredFile source) {
      ShareOutcome outcome = tree.linkFile(tree.root(), name(name), source);
      return ((ShareOutcome.NotApplicable) outcome).obstacle();
    }

    private static String byDescriptorAlone(String directory, Descriptor file) {
      byte[] target = EntryName.bytes(directory + "/direct");
      int result =
          Libc.linkat(file.number(), new byte[0], Libc.AT_FDCWD, target, Libc.AT_EMPTY_PATH);
      return Errno.ENOENT.is(result) ? "ENOENT" : "result " + result;
    }
  }
}
