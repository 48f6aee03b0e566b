package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.CorruptException;
import holotree.engine.Holotree;
import holotree.engine.Notice;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a damaged pack should have given comes from the other pack that holds it, and the user is told.
class ChunkInTwoPacksTest {

  private static final String NAME = "tree";
  private static final int SMALL_FILES = 120;
  private static final int LARGE_BYTES = 9 << 20;
  private static final int HEADER = 16;
  private static final int TRAILER = 48;

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Path tree = work.path("stage/tree");
  private List<Path> packs;
  private TreeListing recorded;

  /// Records the same tree into two libraries in two encodings, and gives one of them both packs.
  @BeforeEach
  void recordTwice() throws IOException {
    makeTree();
    recorded = TreeListing.of(tree);
    holotree.record(RecordRequest.of(tree).named(NAME));
    try (Holotree other = Workplace.open(work.path("other"), 2)) {
      other.record(RecordRequest.of(tree).named(NAME).codec("stored"));
    }
    Path from = Workplace.packs(work.path("other/library")).getFirst();
    Path to = work.library().resolve(work.path("other/library").relativize(from));
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    Files.copy(from, to);
    packs = Workplace.packs(work.library());
    assertThat(packs).hasSize(2);
    Program.of("rm", "-rf", tree).output();
  }

  // Two frames of small files, a file of three chunks, and a script whose first line is in the
  // first of its
  // two.
  private void makeTree() throws IOException {
    Random random = new Random(4);
    Files.createDirectories(tree.resolve("in"));
    for (int i = 0; i < SMALL_FILES; i++) {
      Files.write(tree.resolve("in/file-" + i), bytes(random, 15_000));
    }
    Files.write(tree.resolve("large"), bytes(random, LARGE_BYTES));
    String line = "# 0123456789\n";
    Path script = tree.resolve("script");
    Files.writeString(
        script, "#!" + tree + "/in/file-1\n" + line.repeat((5 << 20) / line.length()));
    Files.writeString(tree.resolve("own"), "home = " + tree + "\n");
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void intactPacks_areNotTold() {
    assertPassedOver(restoreWhole(Placement.COPY));
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "HARDLINK"})
  void everyFrameOfThePackThatIsAskedFirst_comesFromTheOther_once(Placement placement)
      throws IOException {
    RestoreReceipt intact = restoreWhole(Placement.COPY);
    damageFrames(packs.getFirst(), 0, 1);
    RestoreReceipt receipt = restoreWhole(placement);
    assertPassedOver(receipt, packs.getFirst());
    assertThat(receipt.files()).isEqualTo(intact.files());
    assertThat(receipt.bytes()).isEqualTo(intact.bytes());
  }

  @Test
  void packThatIsNotAsked_mayBeDamaged() throws IOException {
    damageFrames(packs.getLast(), 0, 1);
    assertPassedOver(restoreWhole(Placement.COPY));
  }

  @Test
  void damagedFooter_isToldToo() throws IOException {
    Path pack = packs.getFirst();
    byte[] good = Files.readAllBytes(pack);
    for (int length : new int[] {0, good.length / 2, good.length - 1}) {
      Files.write(pack, Arrays.copyOf(good, length));
      assertPassedOver(restoreWhole(Placement.COPY), pack);
    }
    Files.delete(pack);
    assertPassedOver(restoreWhole(Placement.COPY));
  }

  @Test
  void refresh_takesWhatIsMissingFromTheOtherPack() throws IOException {
    holotree.restore(RestoreRequest.of(NAME).to(tree));
    Files.delete(tree.resolve("in/file-3"));
    Files.writeString(tree.resolve("own"), "changed");
    Files.delete(tree.resolve("script"));
    Program.of("truncate", "-s", "5M", tree.resolve("large")).output();
    damageFrames(packs.getFirst(), 0, 1);
    RestoreReceipt receipt = holotree.restore(RestoreRequest.of(NAME).to(tree));
    recorded.assertSameAs(tree);
    assertThat(receipt.files()).isEqualTo(4);
    assertPassedOver(receipt, packs.getFirst());
    assertThat(holotree.verify(new Target.Directory(tree)).differences()).isEmpty();
  }

  @Test
  void packsDamagedInDifferentPlaces_restoreWhole() throws IOException {
    damageFrames(packs.getFirst(), 0, 0.01);
    damageFrames(packs.getLast(), 0.5, 1);
    assertPassedOver(restoreWhole(Placement.COPY), packs.getFirst());
  }

  @Test
  void contentDamagedInBothPacks_failsAsInOne() throws IOException {
    damageFrames(packs.getFirst(), 0, 1);
    damageFrames(packs.getLast(), 0, 1);
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of(NAME).to(tree)))
        .satisfies(failure -> assertThat(failure.file()).isEqualTo(packs.getFirst().toString()));
    assertThat(Workplace.names(work.path("stage"))).isEmpty();
    assertThat(work.states()).isEmpty();
  }

  private RestoreReceipt restoreWhole(Placement placement) {
    RestoreReceipt receipt = holotree.restore(RestoreRequest.of(NAME).to(tree).placed(placement));
    recorded.assertSameAs(tree);
    Program.of("rm", "-rf", tree).output();
    return receipt;
  }

  /// Changes bytes so densely that every frame of a part of the pack has some.
  private static void damageFrames(Path pack, double from, double to) throws IOException {
    byte[] bytes = Files.readAllBytes(pack);
    int footer =
        (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(bytes.length - TRAILER);
    for (int at = HEADER + (int) (from * footer); at < HEADER + to * (footer - HEADER); at += 50) {
      bytes[at] ^= 4;
    }
    Files.write(pack, bytes);
  }

  private static void assertPassedOver(RestoreReceipt receipt, Path... passedOver) {
    List<String> files = Arrays.stream(passedOver).map(Path::toString).toList();
    assertThat(receipt.notices())
        .isEqualTo(
            files.isEmpty()
                ? List.of()
                : List.of(new Notice(Notice.Kind.PACK_PASSED_OVER, files.size(), files)));
  }
}
