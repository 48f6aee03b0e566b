package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import holotree.api.error.RefusedException;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.TreeOutcome;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingStrategy;
import holotree.testkit.forward.ForwardingTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of files that the file system will not link.
class LinkObstaclesTest {

  private static final int EQUAL = 10;
  private static final int LARGE = (4 << 20) + 17;
  private static final FileTime TIME = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));

  @TempDir Path scratch;
  private final Reluctant strategy = new Reluctant();
  private DeskFolder folder;

  @BeforeEach
  void recordEqualFiles() throws IOException {
    folder = new DeskFolder(scratch, strategy, 4);
    Path stage = folder.stage();
    byte[] large = new byte[LARGE];
    new Random(2).nextBytes(large);
    for (int i = 0; i < EQUAL; i++) {
      Path directory = Files.createDirectory(stage.resolve("d" + i));
      Files.writeString(directory.resolve("small"), "the same everywhere");
      Files.write(directory.resolve("large"), large);
      for (String name : List.of("small", "large")) {
        Files.setLastModifiedTime(directory.resolve(name), TIME);
      }
    }
    folder.record(stage);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "asks for inodes")
  void aFileWithAllTheNamesItCanHave_isFollowedByAnother() {
    int most = 3;
    strategy.obstacle =
        source ->
            names(source) >= most
                ? new ShareOutcome.NotApplicable(Obstacle.TOO_MANY_LINKS, "enough names")
                : null;
    for (String target : List.of("a", "b")) {
      RestoreReceipt receipt = folder.restore(folder.to(target).placedOnly(Placement.HARDLINK));
      assertThat(receipt.hardLinked()).isEqualTo(2 * EQUAL);
      assertThat(receipt.copied()).isZero();
      assertThat(receipt.downgrades()).isEmpty();
      for (String name : List.of("small", "large")) {
        Map<Object, Long> names =
            IntStream.range(0, EQUAL)
                .mapToObj(i -> folder.target(target).resolve("d" + i).resolve(name))
                .peek(file -> assertThat(names(file)).isLessThanOrEqualTo(most))
                .collect(Collectors.groupingBy(LinkObstaclesTest::inode, Collectors.counting()));
        assertThat(names.size()).as(name).isBetween(EQUAL / most, EQUAL - 1);
      }
    }
    folder.requirePristine("a");
    folder.requirePristine("b");
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE_GONE", "NOT_POSSIBLE"})
  void whatCannotBeLinked_isWrittenAndSaidOnceForEachFile(Obstacle obstacle) {
    folder.restore(folder.to("a").placedOnly(Placement.HARDLINK));
    strategy.obstacle = _ -> new ShareOutcome.NotApplicable(obstacle, "not that way");
    RestoreReceipt receipt = folder.restore(folder.to("b").placed(Placement.HARDLINK));
    assertThat(receipt.hardLinked()).isZero();
    assertThat(receipt.copied()).isEqualTo(2 * EQUAL);
    assertThat(receipt.downgrades())
        .extracting(Downgrade::wanted, Downgrade::files, Downgrade::reason)
        .containsExactly(
            tuple(
                Placement.HARDLINK,
                2L * EQUAL,
                obstacle == Obstacle.NOT_POSSIBLE ? "not that way" : "the pool does not keep it"));
    folder.requirePristine("b");
    folder.requireOnly("a", "b");
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE_GONE", "NOT_POSSIBLE"})
  void whatCannotBeLinked_isSaidOnceForEachFile_whileThePoolIsFilled(Obstacle obstacle) {
    strategy.obstacle = _ -> new ShareOutcome.NotApplicable(obstacle, "not that way");
    RestoreReceipt receipt = folder.restore(folder.to("a").placed(Placement.HARDLINK));
    assertThat(receipt.hardLinked()).as("one of each content got into the pool").isEqualTo(2);
    assertThat(receipt.copied()).isEqualTo(2 * EQUAL - 2);
    assertThat(receipt.downgrades().stream().mapToLong(Downgrade::files).sum())
        .isEqualTo(receipt.copied());
    folder.requirePristine("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE_GONE", "NOT_POSSIBLE"})
  void whatCannotBeLinked_failsARestoreThatRequiresIt_andNothingIsLeft(Obstacle obstacle) {
    folder.restore(folder.to("a").placedOnly(Placement.HARDLINK));
    strategy.obstacle = _ -> new ShareOutcome.NotApplicable(obstacle, "not that way");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> folder.restore(folder.to("b").placedOnly(Placement.HARDLINK)))
        .satisfies(refused ->
            assertThat(refused.reason())
                .isEqualTo(
                    obstacle == Obstacle.NOT_POSSIBLE
                        ? "not that way"
                        : "the pool does not keep it"));
    folder.requireOnly("a");
    folder.requirePristine("a");
  }

  @Test
  void aSourceThatIsGoneOnce_isFoundAgain() {
    folder.restore(folder.to("a").placedOnly(Placement.HARDLINK));
    strategy.obstacle =
        _ -> {
          strategy.obstacle = _ -> null;
          return new ShareOutcome.NotApplicable(Obstacle.SOURCE_GONE, "gone for a moment");
        };
    RestoreReceipt receipt = folder.restore(folder.to("b").placedOnly(Placement.HARDLINK));
    assertThat(receipt.hardLinked()).isEqualTo(2 * EQUAL);
    assertThat(receipt.downgrades()).isEmpty();
    folder.requirePristine("b");
  }

  private static long names(StoredFile source) {
    // As of now, and not as of when it was opened: other threads link the same file, or retire it.
    try {
      return names(Path.of(source.displayPath()));
    } catch (UncheckedIOException retired) {
      return 0;
    }
  }

  private static long names(Path file) {
    return ((Number) attribute(file, "nlink")).longValue();
  }

  private static Object inode(Path file) {
    return attribute(file, "ino");
  }

  private static Object attribute(Path file, String name) {
    try {
      return Objects.requireNonNull(Files.getAttribute(file, "unix:" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says what keeps a file from being linked, one at a time.
  private static final class Reluctant extends ForwardingStrategy {
    private volatile Function<StoredFile, ShareOutcome.@Nullable NotApplicable> obstacle =
        _ -> null;

    Reluctant() {
      super(new PortableStrategy());
    }

    @Override
    public TreeOutcome createTree(Path root) {
      return super.createTree(root) instanceof TreeOutcome.Created made
          ? new TreeOutcome.Created(new Tree(made.tree(), this))
          : new TreeOutcome.NotApplicable("unexpected");
    }
  }

  private static final class Tree extends ForwardingTree {
    private final Reluctant strategy;

    Tree(SpaceTree tree, Reluctant strategy) {
      super(tree);
      this.strategy = strategy;
    }

    @Override
    public synchronized ShareOutcome linkFile(
        TreeDirectory parent, byte[] name, StoredFile source) {
      ShareOutcome.NotApplicable obstacle = strategy.obstacle.apply(source);
      return obstacle == null ? super.linkFile(parent, name, source) : obstacle;
    }
  }
}
