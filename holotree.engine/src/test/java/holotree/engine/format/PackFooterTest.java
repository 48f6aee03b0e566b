package holotree.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackFooterTest {

  private static final String FILE = "a.pack";

  @Test
  void randomPack_isFoundInAsInAMap() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      Sealed pack = Sealed.random(random, random.nextInt(80));
      PackFooter footer = pack.footer();
      assertThat(footer.chunks()).as("seed %d", seed).isEqualTo(pack.numbers.size());
      pack.numbers.forEach((digest, chunk) -> {
        assertThat(footer.find(digest)).as("seed %d", seed).isEqualTo(chunk);
        assertThat(footer.chunkDigest(chunk)).isEqualTo(digest);
        assertThat(footer.isChunk(chunk, digest)).isTrue();
        assertThat(footer.chunkLength(chunk)).isEqualTo(chunk + 1);
        assertThat(footer.frameOf(chunk)).isEqualTo(pack.frames.get(chunk));
        assertThat(footer.firstChunk(footer.frameOf(chunk))).isLessThanOrEqualTo(chunk);
        assertThat(footer.firstChunk(footer.frameOf(chunk) + 1)).isGreaterThan(chunk);
      });
      for (int absent = 0; absent < 50; absent++) {
        Digest digest = near(random);
        assertThat(footer.find(digest))
            .as("seed %d", seed)
            .isEqualTo(pack.numbers.getOrDefault(digest, -1));
      }
    }
  }

  @Test
  void emptyPack_holdsNothing() {
    PackFooter footer = Sealed.random(new Random(1), 0).footer();
    assertThat(footer.frames()).isZero();
    assertThat(footer.chunks()).isZero();
    assertThat(footer.find(new Digest(0, 0, 0, 0))).isEqualTo(-1);
  }

  @Test
  void frames_endWhereTheNextBegins() {
    Sealed pack = new Sealed();
    pack.addFrame(100, 2);
    pack.addFrame(50, 1);
    PackFooter footer = pack.footer();
    assertThat(footer.frameOffset(0)).isEqualTo(PackHeader.BYTES);
    assertThat(footer.frameEnd(0)).isEqualTo(PackHeader.BYTES + 100);
    assertThat(footer.frameOffset(1)).isEqualTo(PackHeader.BYTES + 100);
    assertThat(footer.frameEnd(1)).isEqualTo(PackHeader.BYTES + 150);
    assertThat(footer.framePlainLength(1)).isEqualTo(1);
  }

  @Test
  void everyDamagedBit_isFound() {
    Sealed pack = Sealed.random(new Random(2), 6);
    Damage.flipEveryBit(
        pack.bytes(), damaged -> new PackFooter(FILE, pack.trailer(), segment(damaged)));
  }

  @Test
  void orderPastTheTable_isRefusedWhereItIsRead() {
    for (int hostile : new int[] {3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      Sealed pack = new Sealed();
      pack.addFrame(100, 3);
      int order = PackFooter.FRAME_ROW + 3 * (Digest.BYTES + 4);
      for (int row = 0; row < 3; row++) {
        pack.patch(order + 4 * row, hostile);
      }
      PackFooter footer = pack.footer();
      assertThatExceptionOfType(CorruptException.class)
          .isThrownBy(() -> footer.find(new Digest(5, 5, 5, 5)))
          .satisfies(error -> assertThat(error.offset()).isEqualTo(116 + order + 4));
    }
  }

  @Test
  void framesThatDoNotFollowEachOther_areRefused() {
    for (int[] patch :
        new int[][] {
          {0, 17}, // the first frame behind the header
          {0, 0}, // in the header
          {4, 1}, // far behind the pack
          {16, 16}, // the second on the first
          {16, 16 + 31}, // inside the first's header
          {16, 266 - 31}, // without room for a header
          {16, 100_000}, // behind the footer
          {20, -1}, // before the pack
          {8, 1}, // the first frame not with chunk 0
          {24, 4}, // more chunks than there are
          {24, -1},
        }) {
      Sealed pack = new Sealed();
      pack.addFrame(100, 2);
      pack.addFrame(150, 1);
      pack.patch(patch[0], patch[1]);
      assertThatExceptionOfType(CorruptException.class)
          .as("byte %d set to %d", patch[0], patch[1])
          .isThrownBy(pack::footer);
    }
  }

  @Test
  void chunksThatDescend_areRefused() {
    Sealed pack = new Sealed();
    pack.addFrame(100, 2);
    pack.addFrame(100, 1);
    pack.addFrame(100, 1);
    pack.patch(2 * PackFooter.FRAME_ROW + 8, 1);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(pack::footer);
  }

  /// Digests that differ in any of their words, and often in the last alone.
  private static Digest near(Random random) {
    return new Digest(
        random.nextInt(2) - 1L,
        random.nextInt(2) - 1L,
        random.nextInt(2) - 1L,
        random.nextInt(300) - 150L);
  }

  private static MemorySegment segment(byte[] bytes) {
    return MemorySegment.ofArray(bytes);
  }

  /// A footer as a writer makes it, to be changed afterwards.
  private static final class Sealed {
    final Map<Digest, Integer> numbers = new HashMap<>();
    final Map<Integer, Integer> frames = new HashMap<>();
    private final PackFooterBuilder builder = new PackFooterBuilder();
    private final Random random = new Random(3);
    private final Map<Integer, Integer> patches = new HashMap<>();
    private long end = PackHeader.BYTES;
    private int frameCount;

    static Sealed random(Random random, int frames) {
      Sealed sealed = new Sealed();
      for (int frame = 0; frame < frames; frame++) {
        sealed.addFrame(FrameHeader.BYTES + random.nextInt(1000), random.nextInt(9));
      }
      return sealed;
    }

    void addFrame(int length, int chunks) {
      builder.addFrame(end, chunks);
      end += length;
      for (int i = 0; i < chunks; i++) {
        Digest digest = near(random);
        while (numbers.containsKey(digest)) {
          digest = near(random);
        }
        int chunk = numbers.size();
        numbers.put(digest, chunk);
        frames.put(chunk, frameCount);
        builder.addChunk(digest, chunk + 1);
      }
      frameCount++;
    }

    void patch(int offset, int value) {
      patches.put(offset, value);
    }

    byte[] bytes() {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment sealed = builder.seal(end, arena);
        byte[] all =
            sealed
                .asSlice(0, sealed.byteSize() - PackTrailer.BYTES)
                .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        patches.forEach((offset, value) -> segment(all).set(Layouts.U32, offset, value));
        return all;
      }
    }

    PackTrailer trailer() {
      byte[] bytes = bytes();
      return new PackTrailer(
          end, bytes.length, frameCount, numbers.size(), Checksum.of(segment(bytes)));
    }

    PackFooter footer() {
      return new PackFooter(FILE, trailer(), segment(bytes()));
    }
  }
}
