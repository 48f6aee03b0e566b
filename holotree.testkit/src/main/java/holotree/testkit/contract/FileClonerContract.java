package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.FileCloner;
import holotree.api.fs.Obstacle;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.ShareOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The promises of [FileCloner], where clones can be made.
public abstract class FileClonerContract {

  private static final int THREADS = 4;
  private static final int EACH = 50;

  private Path place;
  private Path source;
  private Path clone;

  /// For subclasses.
  protected FileClonerContract() {}

  /// The cloner, for the machine that this runs on.
  protected abstract FileCloner cloner();

  /// A directory on a file system that clones, in which nothing stays.
  protected abstract Path directory() throws IOException;

  @BeforeEach
  void open() throws IOException {
    place = Files.createTempDirectory(directory(), "cloner");
    // Longer than what a file system might keep inside an inode.
    source = Files.writeString(place.resolve("source"), "hello".repeat(20_000));
    clone = place.resolve("cl\u00F8ne");
  }

  @AfterEach
  void close() throws IOException {
    for (Path left : entries()) {
      Files.delete(left);
    }
    Files.delete(place);
  }

  private List<Path> entries() throws IOException {
    try (var entries = Files.list(place)) {
      return entries.sorted().toList();
    }
  }

  @Test
  public void promise1_cloner_saysWhereItApplies() {
    List<OperatingSystem> systems = new ArrayList<>();
    for (OperatingSystem system : OperatingSystem.values()) {
      if (cloner().appliesTo(system)) {
        systems.add(system);
      }
    }
    assertThat(systems).isNotEmpty();
  }

  @Test
  public void promise1_cloner_servesThreadsAtOnceAndOneAloneTakesAName() throws Exception {
    FileCloner cloner = cloner();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Integer>> works = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        works.add(
            threads.submit(() -> {
              int made = 0;
              for (int i = 0; i < EACH; i++) {
                made += cloner.cloneFile(place.resolve("c" + i), source) == null ? 1 : 0;
              }
              return made;
            }));
      }
      int made = 0;
      for (Future<Integer> work : works) {
        made += work.get();
      }
      assertThat(made).isEqualTo(EACH);
    }
    for (Path entry : entries()) {
      assertThat(entry).hasSameBinaryContentAs(source);
    }
  }

  @Test
  public void promise2_clone_isAFileOfItsOwnWithTheBytesOfItsSource() throws IOException {
    assertThat(cloner().cloneFile(clone, source)).isNull();
    assertThat(Files.isRegularFile(clone, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(Files.isSameFile(clone, source)).isFalse();
    assertThat(clone).hasSameBinaryContentAs(source);
    assertThat(Files.getOwner(clone))
        .isEqualTo(Files.getOwner(Files.createFile(place.resolve("new"))));
  }

  @Test
  public void promise2_laterWriteToEither_isNotSeenInTheOther() throws IOException {
    assertThat(cloner().cloneFile(clone, source)).isNull();
    Files.writeString(clone, "changed");
    assertThat(source).hasContent("hello".repeat(20_000));
    Files.writeString(source, "as well");
    assertThat(clone).hasContent("changed");
  }

  @Test
  public void promise2_source_staysAsItIs() throws IOException {
    FileFacts before = FileFacts.of(source);
    assertThat(cloner().cloneFile(clone, source)).isNull();
    assertThat(FileFacts.of(source)).isEqualTo(before);
  }

  private record FileFacts(String key, FileTime modified, long size) {
    static FileFacts of(Path path) throws IOException {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileFacts(String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size());
    }
  }

  @Test
  public void promise3_whatHasTheName_stays() throws IOException {
    Files.writeString(clone, "mine");
    requireObstacle(cloner().cloneFile(clone, source), Obstacle.NAME_TAKEN);
    assertThat(clone).hasContent("mine");
    Files.delete(clone);
    Files.createDirectory(clone);
    requireObstacle(cloner().cloneFile(clone, source), Obstacle.NAME_TAKEN);
    assertThat(clone).isEmptyDirectory();
  }

  @Test
  public void promise3_symlinkThatHasTheName_isNotFollowed() throws IOException {
    Path elsewhere = place.resolve("elsewhere");
    if (isLink(clone, elsewhere)) {
      requireObstacle(cloner().cloneFile(clone, source), Obstacle.NAME_TAKEN);
      assertThat(elsewhere).doesNotExist();
    }
  }

  @Test
  public void promise3_sourceThatIsASymlink_isNotCloned() throws IOException {
    Path link = place.resolve("link");
    if (isLink(link, source)) {
      assertThat(cloner().cloneFile(clone, link)).isNotNull();
      assertThat(Files.exists(clone, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
  }

  /// Whether this user may make symlinks.
  private static boolean isLink(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
      return true;
    } catch (FileSystemException refused) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void promise4_missingSource_isToldAndLeavesNothing() {
    requireObstacle(cloner().cloneFile(clone, place.resolve("gone")), Obstacle.SOURCE_GONE);
    assertThat(clone).doesNotExist();
  }

  @Test
  public void promise4_directory_isNotCloned() throws IOException {
    Path directory = Files.createDirectory(place.resolve("directory"));
    assertThat(cloner().cloneFile(clone, directory)).isNotNull();
    assertThat(clone).doesNotExist();
  }

  private static void requireObstacle(
      ShareOutcome.@Nullable NotApplicable outcome, Obstacle expected) {
    if (outcome == null) {
      throw new AssertionError("cloned, and not kept from it by " + expected);
    }
    assertThat(outcome.obstacle()).as(outcome.reason()).isEqualTo(expected);
    assertThat(outcome.reason()).isNotBlank();
  }
}
