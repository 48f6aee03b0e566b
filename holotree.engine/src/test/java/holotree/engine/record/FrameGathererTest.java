package holotree.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import holotree.engine.format.Hasher;
import holotree.engine.format.PackFooter;
import holotree.engine.frame.FrameWriter;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.library.ChunkIndex;
import holotree.engine.library.LibraryFolder;
import holotree.engine.library.PackAppender;
import holotree.engine.work.Workers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FrameGathererTest {

  private static final int MIB = Slab.SMALL_PLAIN;

  @TempDir Path scratch;
  private final Random random = new Random(6);
  private final List<Digest> digests = new ArrayList<>();
  private LibraryFolder folder;

  @BeforeEach
  void open() {
    folder = new LibraryFolder(scratch);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void frame_isClosedBeforeTheNextChunkWouldTakeItOverOneMebibyte() {
    assertThat(frames(600_000, 400_000, 48_576, 1, 500_000, 548_576))
        .containsExactly(MIB, 500_001, 548_576);
  }

  @Test
  void chunkOfOneMebibyte_fillsAFrame() {
    assertThat(frames(1, MIB, 1)).containsExactly(1, MIB, 1);
  }

  @Test
  void chunkOverOneMebibyte_hasItsOwn() {
    assertThat(frames(10, MIB + 1, 20, 30, 4 << 20, 4 << 20, 5))
        .containsExactly(10, MIB + 1, 50, 4 << 20, 4 << 20, 5);
  }

  @Test
  void nothing_makesNoPack() {
    assertThat(frames()).isEmpty();
    assertThat(folder.packs()).isEmpty();
  }

  @Test
  void moreThanTheBudgetHolds_isGatheredInOrder() {
    int[] lengths = new Random(7).ints(400, 1, 300_000).toArray();
    for (int i = 0; i < lengths.length; i += 10) {
      lengths[i] = MIB + 1 + lengths[i] * 5;
    }
    List<Integer> frames = frames(lengths);
    List<Integer> expected = new ArrayList<>();
    int open = 0;
    for (int length : lengths) {
      if (open > 0 && open + length > MIB) {
        expected.add(open);
        open = 0;
      }
      if (length > MIB) {
        expected.add(length);
      } else {
        open += length;
      }
    }
    expected.add(open);
    assertThat(frames).isEqualTo(expected);
  }

  /// Gathers chunks of these lengths.
  ///
  /// @return the plain lengths of the frames that came of it
  private List<Integer> frames(int... lengths) {
    try (SlabPool slabs = new SlabPool(32L << 20);
        FrameWriter writer = new FrameWriter(folder.codec(), 0);
        PackAppender packs = new PackAppender(folder.library());
        Workers workers = new Workers("test", 3);
        FrameGatherer gatherer = new FrameGatherer(workers, slabs, writer, packs)) {
      long bytes = 0;
      for (int length : lengths) {
        add(gatherer, slabs, length);
        assertThat(slabs.lent()).isLessThanOrEqualTo(slabs.budget());
        bytes += length;
      }
      gatherer.finish();
      packs.seal();
      assertThat(slabs.lent()).isZero();
      assertThat(gatherer.storedChunks()).isEqualTo(lengths.length);
      assertThat(gatherer.storedBytes()).isEqualTo(bytes);
    }
    return lengths.length == 0 ? List.of() : read();
  }

  private void add(FrameGatherer gatherer, SlabPool slabs, int length) {
    Slab slab = slabs.tryAcquire(length);
    while (slab == null) {
      assertThat(gatherer.relieve()).isTrue();
      slab = slabs.tryAcquire(length);
    }
    MemorySegment bytes = slab.bytes().asSlice(0, length);
    bytes.set(ValueLayout.JAVA_BYTE, random.nextInt(length), (byte) random.nextInt());
    Digest digest = new Hasher().digest(bytes);
    digests.add(digest);
    if (length > MIB) {
      gatherer.addAlone(slab, bytes, digest);
    } else {
      gatherer.add(bytes, digest);
      slabs.release(slab);
    }
  }

  private List<Integer> read() {
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(index.packs()).hasSize(1);
      PackFooter footer = index.packs().getFirst().footer();
      List<Digest> stored = new ArrayList<>();
      for (int chunk = 0; chunk < footer.chunks(); chunk++) {
        stored.add(footer.chunkDigest(chunk));
      }
      assertThat(stored).isEqualTo(digests);
      List<Integer> lengths = new ArrayList<>();
      for (int frame = 0; frame < footer.frames(); frame++) {
        lengths.add(footer.framePlainLength(frame));
      }
      return lengths;
    }
  }
}
