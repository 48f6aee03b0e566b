package holotree.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergedIndexTest {

  private static final String FILE = "a.index";

  @Test
  void randomIndex_isFoundInAsInAList() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      int[] packs = random.ints(random.nextInt(6), 0, i < 50 ? 100 : 5000).toArray();
      Source source = new Source(random, packs);
      MergedIndex index = source.index();
      assertThat(index.isIntact()).as("seed %d", seed).isTrue();
      assertThat(index.rows()).isEqualTo(source.chunks.size());
      for (int chunk = 0; chunk < source.chunks.size(); chunk++) {
        Digest digest = source.chunks.get(chunk);
        assertThat(candidates(index, digest)).as("seed %d", seed).contains(chunk);
        int pack = index.packOf(chunk);
        assertThat(chunk).isBetween(index.firstChunk(pack), index.firstChunk(pack + 1) - 1);
      }
      for (int absent = 0; absent < 50; absent++) {
        Digest digest = near(random);
        Set<Integer> expected = new HashSet<>();
        for (int chunk = 0; chunk < source.chunks.size(); chunk++) {
          if (source.chunks.get(chunk).first() == digest.first()) {
            expected.add(chunk);
          }
        }
        assertThat(candidates(index, digest)).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void emptyIndex_holdsNothing() {
    MergedIndex index = new Source(new Random(1)).index();
    assertThat(index.packs()).isZero();
    assertThat(index.isIntact()).isTrue();
    assertThat(candidates(index, new Digest(0, 0, 0, 0))).isEmpty();
    assertThat(candidates(index, new Digest(-1, 0, 0, 0))).isEmpty();
  }

  @Test
  void packs_areThoseThatWereMerged() {
    Source source = new Source(new Random(1), 3, 0, 5);
    MergedIndex index = source.index();
    assertThat(index.packs()).isEqualTo(3);
    for (int pack = 0; pack < 3; pack++) {
      assertThat(index.pack(pack)).isEqualTo(source.packs.get(pack));
      assertThat(index.chunks(pack)).isEqualTo(new int[] {3, 0, 5}[pack]);
    }
    assertThat(IntStream.range(0, 8).map(index::packOf)).containsExactly(0, 0, 0, 2, 2, 2, 2, 2);
  }

  @Test
  void indexCutShort_isRefusedAtEachLength() {
    Damage.cutEverywhere(new Source(new Random(2), 20, 20).bytes(), MergedIndexTest::open);
  }

  @Test
  void everyDamagedBitOfTrailerAndPackTable_isRefused() {
    byte[] whole = new Source(new Random(2), 20, 20).bytes();
    int tables = 40 * MergedIndex.ROW + 4 * Integer.BYTES;
    assertThat(whole).hasSize(tables + 2 * MergedIndex.PACK_ROW + MergedIndexTrailer.BYTES);
    byte[] end = Arrays.copyOfRange(whole, tables, whole.length);
    Damage.flipEveryBit(
        end,
        damaged -> {
          byte[] all = whole.clone();
          System.arraycopy(damaged, 0, all, tables, damaged.length);
          open(all);
        });
  }

  @Test
  void everyDamagedBitOfTheRows_isFoundByTheFullCheckAndNamesNoChunkThatIsNotThere() {
    Source source = new Source(new Random(3), 20, 20);
    byte[] whole = source.bytes();
    int tables = 40 * MergedIndex.ROW + 4 * Integer.BYTES;
    for (int bit = 0; bit < tables * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      MergedIndex index = open(damaged);
      assertThat(index.isIntact()).as("bit %d", bit).isFalse();
      for (Digest digest : source.chunks) {
        assertThat(candidates(index, digest)).as("bit %d", bit).allMatch(chunk -> chunk < 40);
      }
    }
  }

  @Test
  void laterVersion_isToldApartFromDamage() {
    byte[] whole = new Source(new Random(4), 5).bytes();
    MemorySegment trailer =
        MemorySegment.ofArray(whole).asSlice(whole.length - MergedIndexTrailer.BYTES);
    trailer.set(Layouts.U32, 20, 2);
    trailer.set(Layouts.U32, 24, Checksum.of(trailer.asSlice(0, 24)));
    assertThatExceptionOfType(FormatVersionException.class)
        .isThrownBy(() -> open(whole))
        .satisfies(error -> assertThat(error.found()).isEqualTo(2));
  }

  @Test
  void lengthsThatDoNotFit_areRefused() {
    for (int[] patch :
        new int[][] {{0, 6}, {0, -1}, {4, 2}, {4, -1}, {8, 1}, {8, 25}, {8, -1}, {0, 1 << 30}}) {
      byte[] whole = new Source(new Random(4), 5).bytes();
      MemorySegment trailer =
          MemorySegment.ofArray(whole).asSlice(whole.length - MergedIndexTrailer.BYTES);
      trailer.set(Layouts.U32, patch[0], patch[1]);
      trailer.set(Layouts.U32, 24, Checksum.of(trailer.asSlice(0, 24)));
      assertThatExceptionOfType(CorruptException.class)
          .as("byte %d set to %d", patch[0], patch[1])
          .isThrownBy(() -> open(whole));
    }
  }

  @ParameterizedTest
  @CsvSource({"268435456,0", "268435457,0", "0,262144", "0,262145"})
  @DisabledOnOs(OS.WINDOWS) // where the file would not be sparse
  void moreThanAnIndexHas_isRefused(int chunks, int packs, @TempDir Path folder)
      throws IOException {
    long tables = (long) chunks * MergedIndex.ROW + 4 + (long) packs * MergedIndex.PACK_ROW;
    byte[] trailer = new byte[MergedIndexTrailer.BYTES];
    new MergedIndexTrailer(chunks, packs, 0, 0, 0).write(MemorySegment.ofArray(trailer));
    try (FileChannel file =
            FileChannel.open(
                folder.resolve(FILE),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      file.write(ByteBuffer.wrap(trailer), tables);
      MemorySegment bytes =
          file.map(FileChannel.MapMode.READ_ONLY, 0, tables + trailer.length, arena);
      if (chunks <= MergedIndex.MAX_CHUNKS && packs <= MergedIndex.MAX_PACKS) {
        assertThat(MergedIndexTrailer.read(bytes, FILE).packs()).isEqualTo(packs);
      } else {
        assertThatExceptionOfType(CorruptException.class)
            .isThrownBy(() -> MergedIndexTrailer.read(bytes, FILE))
            .withMessageContaining("at most");
      }
    }
  }

  @Test
  void rowsThatDescendOrAreTooMany_areNotWritten() {
    try (Arena arena = Arena.ofConfined()) {
      MergedIndexWriter writer = new MergedIndexWriter(2, _ -> {}, arena);
      writer.addRow(-1, 0);
      assertThatIllegalArgumentException().isThrownBy(() -> writer.addRow(1, 1));
      assertThatIllegalStateException().isThrownBy(() -> writer.finish(new Digest[0], new int[0]));
      writer.addRow(-1, 1);
      assertThatIllegalArgumentException().isThrownBy(() -> writer.addRow(-1, 2));
    }
  }

  @Test
  void bytes_areTheFrozenOnes() {
    Source source = new Source(new Random(0));
    source.add(
        new Digest(0, 0, 0, 1),
        new Digest(0x0102030405060708L, 0, 0, 1),
        new Digest(0xF0L << 56, 5, 5, 5));
    source.add(new Digest(-1, -1, -1, -1), new Digest(0xABL << 56, 0, 0, 0));
    assertThat(HexFormat.of().formatHex(source.bytes()))
        .isEqualTo(
            """
            0102030405060708 00000000
            ab00000000000000 02000000
            f000000000000000 01000000
            00000000
            0000000000000000000000000000000000000000000000000000000000000001 02000000
            ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff 01000000
            03000000 02000000 00000000 8fc58a5c d8bc5a9f 01000000 8f05edbb 485443494e444558
            """
                .replaceAll("\\s", ""));
  }

  private static Set<Integer> candidates(MergedIndex index, Digest digest) {
    Set<Integer> chunks = new HashSet<>();
    for (int row = index.firstRow(digest); index.begins(row, digest); row++) {
      if (index.chunk(row) >= 0) {
        chunks.add(index.chunk(row));
      }
    }
    return chunks;
  }

  private static MergedIndex open(byte[] bytes) {
    return new MergedIndex(FILE, MemorySegment.ofArray(bytes));
  }

  /// Digests of which some begin alike.
  private static Digest near(Random random) {
    long first = random.nextInt(4) == 0 ? random.nextInt(5) - 2L : random.nextLong();
    return new Digest(first, random.nextLong(), 0, 0);
  }

  /// What an index is made from.
  private static final class Source {
    final List<Digest> packs = new ArrayList<>();
    final List<Digest> chunks = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    Source(Random random, int... packChunks) {
      for (int count : packChunks) {
        Digest[] its = new Digest[count];
        Arrays.setAll(its, _ -> near(random));
        add(near(random), its);
      }
    }

    void add(Digest pack, Digest... its) {
      packs.add(pack);
      counts.add(its.length);
      chunks.addAll(List.of(its));
    }

    byte[] bytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (Arena arena = Arena.ofConfined()) {
        MergedIndexWriter writer =
            new MergedIndexWriter(
                chunks.size(),
                bytes -> out.writeBytes(bytes.toArray(ValueLayout.JAVA_BYTE)),
                arena);
        IntStream.range(0, chunks.size())
            .boxed()
            .sorted(Comparator.comparing(chunks::get))
            .forEach(chunk -> writer.addRow(chunks.get(chunk).first(), chunk));
        writer.finish(
            packs.toArray(Digest[]::new), counts.stream().mapToInt(Integer::intValue).toArray());
      }
      return out.toByteArray();
    }

    MergedIndex index() {
      return open(bytes());
    }
  }
}
