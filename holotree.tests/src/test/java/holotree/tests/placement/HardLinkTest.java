package holotree.tests.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import holotree.api.error.RefusedException;
import holotree.engine.Downgrade;
import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.RandomTree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TmpfsMount;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HardLinkTest {

  private static final int LARGE = (9 << 20) + 17;

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Path stage = work.path("stage-of-a-test/tree");
  private final Path pool = work.home().resolve("pool");
  private TreeListing recorded;

  @BeforeEach
  void recordATree() throws IOException {
    Files.createDirectories(stage.getParent());
    RandomTree.small(stage, Seed.next("hardLinks"), 150);
    Random random = new Random(4);
    byte[] large = new byte[LARGE];
    random.nextBytes(large);
    Files.write(stage.resolve("large"), large);
    Files.write(stage.resolve("large-too"), large);
    Files.write(stage.resolve("between"), new byte[3 << 20]);
    Files.writeString(stage.resolve("empty"), "");
    Files.writeString(stage.resolve("same-1"), "same content, same time");
    Files.writeString(stage.resolve("same-2"), "same content, same time");
    Files.writeString(stage.resolve("same-later"), "same content, same time");
    Files.writeString(stage.resolve("own-path"), "this is " + stage + "\n");
    FileTime time = FileTime.from(Instant.parse("2024-05-06T07:08:09.123456789Z"));
    for (String name : List.of("large", "large-too", "same-1", "same-2")) {
      Files.setLastModifiedTime(stage.resolve(name), time);
    }
    Files.setLastModifiedTime(
        stage.resolve("same-later"), FileTime.from(Instant.parse("2024-05-06T07:08:10Z")));
    recorded = TreeListing.of(stage);
    holotree.record(RecordRequest.of(stage).named("tree"));
    Program.of("mv", stage, work.path("moved")).output();
  }

  @Test
  void firstRestore_fillsThePool_andEverythingThatCanBeIsShared() {
    RestoreReceipt receipt = restore(stage);
    recorded.assertSameAs(stage);
    assertThat(receipt.copied()).as("empty files and the one with its own path").isEqualTo(own());
    assertThat(receipt.hardLinked() + receipt.copied())
        .isEqualTo(Inodes.files(stage).size())
        .isEqualTo(receipt.files());
    assertThat(receipt.downgrades()).isEmpty();
    assertThat(receipt.pool().added()).isEqualTo(Inodes.files(pool.resolve("links")).size());
    requirePristine(stage);
  }

  @Test
  void twoSpaces_areNamesOfTheSameInodes_butForFilesOfTheirOwn() {
    restore(work.path("a"));
    RestoreReceipt second = restore(work.path("b"));
    Map<Path, Long> a = Inodes.of(work.path("a"));
    Map<Path, Long> b = Inodes.of(work.path("b"));
    a.forEach((path, inode) -> {
      boolean own = path.equals(Path.of("own-path")) || isEmpty(work.path("a").resolve(path));
      assertThat(b.get(path).equals(inode)).as(path.toString()).isEqualTo(!own);
    });
    assertThat(a.get(Path.of("same-1")))
        .isEqualTo(a.get(Path.of("same-2")))
        .isNotEqualTo(a.get(Path.of("same-later")));
    assertThat(a.get(Path.of("large"))).isEqualTo(a.get(Path.of("large-too")));
    assertThat(second.pool().added()).isZero();
    assertThat(second.copied()).isEqualTo(own());
    requirePristine(work.path("a"));
    requirePristine(work.path("b"));
  }

  @Test
  void aSpaceWithoutPool_isCopied_andLeavesThePoolAlone() {
    holotree.restore(RestoreRequest.of("tree").to(work.path("copied")).placed(Placement.COPY));
    assertThat(pool).doesNotExist();
  }

  @Test
  void fileChangedThroughASpace_isFoundAndReplaced_whateverItsTimeSays() throws IOException {
    restore(work.path("a"));
    for (String name : List.of("same-1", "large", "between")) {
      overwriteLastByte(work.path("a").resolve(name));
    }
    RestoreReceipt receipt = restore(stage);
    recorded.assertSameAs(stage);
    assertThat(receipt.pool().dropped()).isEqualTo(3);
    assertThat(receipt.pool().added()).isEqualTo(3);
    assertThat(receipt.copied()).isEqualTo(own());
    RestoreReceipt next = restore(work.path("c"));
    assertThat(next.pool().dropped()).isZero();
  }

  @Test
  void fileOfOtherSizeModeOrKind_inThePool_isNeverUsed() throws IOException {
    restore(work.path("a"));
    List<Path> files = Inodes.files(pool.resolve("links"));
    Files.write(files.get(0), new byte[1], StandardOpenOption.APPEND);
    Program.of("truncate", "-s", "0", files.get(1)).output();
    Program.of("chmod", "0700", files.get(2)).output();
    Program.of("touch", files.get(3)).output();
    RestoreReceipt receipt = restore(stage);
    recorded.assertSameAs(stage);
    assertThat(receipt.pool().dropped()).isEqualTo(4);
  }

  @Test
  void poolOfSymlinksFifosAndDirectories_doesNoHarm() throws IOException {
    restore(work.path("a"));
    List<Path> files = Inodes.files(pool.resolve("links"));
    Path outside = Files.writeString(work.path("outside"), "outside");
    files = files.stream().filter(file -> Inodes.size(file) < 100_000).toList();
    for (int i = 0; i < 3; i++) {
      Files.delete(files.get(i));
    }
    Files.createSymbolicLink(files.get(0), outside);
    Program.of("mkfifo", files.get(1)).output();
    Files.createDirectory(files.get(2));
    RestoreReceipt receipt = restore(stage);
    recorded.assertSameAs(stage);
    assertThat(receipt.copied()).as("what a directory keeps out").isEqualTo(own() + 1);
    assertThat(receipt.downgrades())
        .singleElement()
        .satisfies(downgrade -> assertThat(downgrade.files()).isEqualTo(1));
    assertThat(outside).hasContent("outside");
  }

  @Test
  void poolEmptiedAtAnyTime_isFilledAgain() {
    restore(work.path("a"));
    Program.of("rm", "-rf", pool).output();
    RestoreReceipt receipt = restore(stage);
    recorded.assertSameAs(stage);
    assertThat(receipt.copied()).isEqualTo(own());
    requirePristine(work.path("a"));
  }

  @Test
  void poolIsBounded_andGivesUpWhatWasUsedLongestAgo() throws IOException {
    Path other = work.path("stage-of-a-test/other");
    Files.createDirectories(other);
    for (int i = 0; i < 10; i++) {
      Files.writeString(other.resolve("f" + i), ("other " + i + " ").repeat(10_000));
    }
    holotree.record(RecordRequest.of(other).named("other"));
    long bytes = Inodes.bytes(other);
    RestoreRequest request =
        RestoreRequest.of("other").placed(Placement.HARDLINK).poolBytes(bytes + 1000);
    holotree.restore(request.to(work.path("o1")));
    assertThat(Inodes.bytes(pool.resolve("links"))).isEqualTo(bytes);
    RestoreReceipt receipt =
        holotree.restore(
            RestoreRequest.of("tree").placed(Placement.HARDLINK).poolBytes(bytes + 1000).to(stage));
    recorded.assertSameAs(stage);
    assertThat(Inodes.bytes(pool.resolve("links"))).isBetween(1L, bytes + 1000);
    assertThat(receipt.pool().evicted()).isEqualTo(10);
    assertThat(receipt.downgrades()).extracting(Downgrade::reason).contains("the pool is full");
    assertThat(receipt.copied() + receipt.hardLinked()).isEqualTo(receipt.files());
    requirePristine(work.path("o1"));
  }

  @Test
  void noRoomInThePool_copiesEverything() {
    RestoreReceipt receipt =
        holotree.restore(
            RestoreRequest.of("tree").placed(Placement.HARDLINK).poolBytes(0).to(stage));
    recorded.assertSameAs(stage);
    assertThat(receipt.hardLinked()).isZero();
    assertThat(receipt.downgrades())
        .extracting(Downgrade::wanted, Downgrade::reason)
        .containsExactly(tuple(Placement.HARDLINK, "the pool is full"));
  }

  @Test
  void otherFileSystem_isSaidOnce_andRefusedWhereRequired() {
    try (TmpfsMount elsewhere = TmpfsMount.at(work.path("elsewhere"), 100)) {
      Path target = elsewhere.path().resolve("space");
      RestoreRequest request = RestoreRequest.of("tree").to(target);
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> holotree.restore(request.placedOnly(Placement.HARDLINK)))
          .satisfies(refused -> assertThat(refused.reason()).contains("EXDEV"));
      assertThat(Workplace.names(elsewhere.path())).isEmpty();
      RestoreReceipt receipt = holotree.restore(request.placed(Placement.HARDLINK));
      assertThat(receipt.hardLinked()).isZero();
      assertThat(receipt.downgrades())
          .singleElement()
          .satisfies(downgrade -> {
            assertThat(downgrade.files()).isEqualTo(receipt.copied());
            assertThat(downgrade.reason()).contains("EXDEV");
          });
      requirePristine(target);
    }
  }

  @Test
  void manyRestoresAtOnce_shareOnePool() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<RestoreReceipt>> restores = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Path target = work.path("at-once-" + i);
        restores.add(() ->
            holotree.restore(RestoreRequest.of("tree").to(target).placedOnly(Placement.HARDLINK)));
      }
      for (Future<RestoreReceipt> each : threads.invokeAll(restores)) {
        assertThat(each.get().copied()).isEqualTo(own());
      }
    }
    for (int i = 0; i < 8; i++) {
      requirePristine(work.path("at-once-" + i));
    }
    assertThat(Inodes.names(work.path("at-once-0").resolve("between"))).isEqualTo(9);
    assertThat(work.home().resolve("tmp"))
        .satisfiesAnyOf(
            tmp -> assertThat(tmp).doesNotExist(), tmp -> assertThat(tmp).isEmptyDirectory());
  }

  @Test
  void deletedSpace_leavesThePoolAndOtherSpaces() {
    restore(work.path("a"));
    restore(work.path("b"));
    holotree.delete(new Target.Directory(work.path("a")));
    requirePristine(work.path("b"));
    assertThat(restore(stage).pool().added()).isZero();
    recorded.assertSameAs(stage);
  }

  private RestoreReceipt restore(Path target) {
    return holotree.restore(RestoreRequest.of("tree").to(target).placed(Placement.HARDLINK));
  }

  private void requirePristine(Path target) {
    assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
  }

  /// How many files can never be shared.
  private long own() {
    Path tree = Files.exists(stage) ? stage : work.path("moved");
    return 1 + Inodes.files(tree).stream().filter(HardLinkTest::isEmpty).count();
  }

  private static boolean isEmpty(Path file) {
    return Inodes.size(file) == 0;
  }

  private static void overwriteLastByte(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    long size = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {(byte) 0xA5}), size - 1);
    }
    Files.setLastModifiedTime(file, time);
  }
}
