package holotree.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.engine.format.FrameHeader;
import holotree.engine.format.Hasher;
import holotree.engine.format.PackFooter;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.FrameReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PackTest {

  private static final byte[] A = {1, 2, 3};
  private static final byte[] B = {4, 5, 6, 7};
  private static final byte[] C = {8};

  @TempDir Path scratch;
  private LibraryFolder folder;

  @BeforeEach
  void open() {
    folder = new LibraryFolder(scratch);
  }

  @AfterEach
  void close() {
    assertThat(folder.store().openFiles()).isZero();
    folder.close();
  }

  @Test
  void pack_isReadAsWritten() throws IOException {
    Path pack = folder.addPack(List.of(List.of(A, B), List.of(C)));
    assertThat(pack).hasFileName(Hasher.digest(Files.readAllBytes(pack)) + ".pack");
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(index.damage()).isNull();
      assertThat(index.packs()).hasSize(1);
      assertThat(chunks(index.packs().getFirst())).isEqualTo(List.of(list(A), list(B), list(C)));
    }
  }

  @Test
  void everyDamagedByte_isFound() throws IOException {
    Path pack = folder.addPack(List.of(List.of(A, B), List.of(C)));
    byte[] whole = Files.readAllBytes(pack);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(pack, damaged);
      assertThat(readAll())
          .as("byte %d", at)
          .isInstanceOfAny(CorruptException.class, FormatVersionException.class);
    }
  }

  @Test
  void packCutShort_isFound() throws IOException {
    Path pack = folder.addPack(List.of(List.of(A, B), List.of(C)));
    byte[] whole = Files.readAllBytes(pack);
    for (int length = 0; length < whole.length; length++) {
      Files.write(pack, Arrays.copyOf(whole, length));
      assertThat(readAll()).as("length %d", length).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // cuts no file short that is mapped
  void packThatIsCutShortOnceItIsMapped_isFoundAndEndsNoProcess() {
    List<byte[]> chunks = new ArrayList<>();
    for (int chunk = 0; chunk < 5000; chunk++) {
      chunks.add(new byte[] {(byte) chunk, (byte) (chunk >> 8)});
    }
    Path pack = folder.addPack(List.of(chunks));
    ShrinkingStore store = new ShrinkingStore(folder.store());
    try (ChunkIndex index = new ChunkIndex(store)) {
      assertThat(index.find(Hasher.digest(A), -1)).isEqualTo(ChunkIndex.ABSENT);
      assertThat(index.damage())
          .isInstanceOfSatisfying(
              CorruptException.class,
              damage -> assertThat(damage.file()).isEqualTo(pack.toString()))
          .hasMessageContaining("cut short meanwhile");
    }
  }

  @Test
  void packWithMoreAtItsEnd_isFound() throws IOException {
    Path pack = folder.addPack(List.of(List.of(A)));
    byte[] whole = Files.readAllBytes(pack);
    Files.write(pack, Arrays.copyOf(whole, whole.length + 1));
    assertThat(readAll()).isInstanceOf(CorruptException.class);
  }

  @Test
  void damagedPack_isReplacedWhenItsContentsAreRecordedAgain() throws IOException {
    Path pack = folder.addPack(List.of(List.of(A, B)));
    byte[] whole = Files.readAllBytes(pack);
    Files.write(pack, Arrays.copyOf(whole, 100));
    folder.addPack(List.of(List.of(A, B)));
    assertThat(pack).hasBinaryContent(whole);
  }

  @Test
  void packThatIsNotSealed_leavesNothing() {
    folder.library().createPack().close();
    assertThat(folder.packs()).isEmpty();
    assertThat(folder.store().list("tmp"))
        .allMatch(name -> name.endsWith(".maker") || name.endsWith(".lock"));
  }

  @Test
  void pack_hasRoomUpToItsLimitAndForOneFrameWhateverItsLength() {
    try (PackWriter pack = folder.library().createPack();
        Arena arena = Arena.ofConfined()) {
      assertThat(pack.hasRoom(2 * PackWriter.MAX_BYTES, 1)).isTrue();
      MemorySegment frame = arena.allocate(1000);
      pack.append(frame, 1, List.of(new PackWriter.Chunk(Hasher.digest(A), 3)));
      assertThat(pack.hasRoom(PackWriter.MAX_BYTES - 1016, 1)).isTrue();
      assertThat(pack.hasRoom(PackWriter.MAX_BYTES - 1015, 1)).isFalse();
    }
  }

  @Test
  void anotherPackIsBegun_beforeAFrameWouldMakeTooManyChunks() {
    PackWriter.Chunk chunk = new PackWriter.Chunk(Hasher.digest(A), 1);
    List<PackWriter.Chunk> half = Collections.nCopies(PackFooter.MAX_CHUNKS / 2, chunk);
    try (PackAppender appender = new PackAppender(folder.library());
        Arena arena = Arena.ofConfined()) {
      MemorySegment frame = arena.allocate(FrameHeader.BYTES);
      appender.append(frame, half.size(), half);
      appender.append(frame, half.size(), half);
      appender.append(frame, 1, List.of(chunk));
      appender.seal();
      assertThat(appender.sealed()).hasSize(2);
    }
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(index.packs())
          .extracting(pack -> pack.footer().chunks())
          .containsExactlyInAnyOrder(PackFooter.MAX_CHUNKS, 1);
    }
  }

  @Test
  void chunk_isFoundWithAnyHint() {
    Random random = new Random(5);
    List<byte[]> all = new ArrayList<>();
    for (int pack = 0; pack < 4; pack++) {
      List<List<byte[]>> frames = new ArrayList<>();
      for (int frame = 0; frame < 3; frame++) {
        List<byte[]> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < 5; chunk++) {
          byte[] bytes = new byte[1 + random.nextInt(50) + 60 * pack];
          random.nextBytes(bytes);
          chunks.add(bytes);
          all.add(bytes);
        }
        frames.add(chunks);
      }
      folder.addPack(frames);
    }
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(index.packs()).hasSize(4);
      for (byte[] chunk : all) {
        long number = index.find(Hasher.digest(chunk), -1);
        assertThat(number).isBetween(0L, 59L);
        int pack = index.packOf(number);
        assertThat(index.firstChunk(pack)).isEqualTo(15L * pack);
        PackFooter footer = index.packs().get(pack).footer();
        assertThat(footer.chunkDigest((int) (number - index.firstChunk(pack))))
            .isEqualTo(Hasher.digest(chunk));
        for (long likely : new long[] {number, number + 1, 0, 59, 60, 1L << 40, Long.MIN_VALUE}) {
          assertThat(index.find(Hasher.digest(chunk), likely)).isEqualTo(number);
        }
      }
      assertThat(index.find(Hasher.digest(new byte[0]), 3)).isEqualTo(ChunkIndex.ABSENT);
    }
  }

  @Test
  void chunkInTwoPacks_isFoundWhereItIsLikely() {
    folder.addPack(List.of(List.of(A)));
    folder.addPack(List.of(List.of(A, B)));
    try (ChunkIndex index = folder.library().openIndex()) {
      int larger = index.packs().get(0).footer().chunks() == 2 ? 0 : 1;
      for (int pack = 0; pack < 2; pack++) {
        long likely = index.firstChunk(pack);
        assertThat(index.find(Hasher.digest(A), likely)).isEqualTo(likely);
      }
      assertThat(index.find(Hasher.digest(B), -1)).isEqualTo(index.firstChunk(larger) + 1);
    }
  }

  @Test
  void damagedPack_isLeftOutAndTold() throws IOException {
    Path pack = folder.addPack(List.of(List.of(A)));
    folder.addPack(List.of(List.of(B)));
    Files.write(pack, new byte[10]);
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(index.packs()).hasSize(1);
      assertThat(index.find(Hasher.digest(B), 0)).isZero();
      assertThat(index.find(Hasher.digest(A), 0)).isEqualTo(ChunkIndex.ABSENT);
      assertThat(index.damage())
          .isInstanceOfSatisfying(
              CorruptException.class,
              damage -> assertThat(damage.file()).isEqualTo(pack.toString()));
    }
  }

  @Test
  void whatIsNoPack_isPassedOver() throws IOException {
    Path pack = folder.addPack(List.of(List.of(A)));
    Files.write(pack.resolveSibling(".DS_Store"), new byte[3]);
    Files.write(pack.resolveSibling("abc.pack"), new byte[3]);
    Files.write(pack.getParent().resolveSibling(".DS_Store"), new byte[3]);
    Files.createDirectories(pack.getParent().resolveSibling("lost+found"));
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(index.packs()).hasSize(1);
      assertThat(index.damage()).isNull();
    }
    assertThat(folder.library().packTotals())
        .isEqualTo(new Library.PackTotals(1, Files.size(pack)));
  }

  @Test
  void emptyLibrary_holdsNothing() {
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(index.find(Hasher.digest(A), 0)).isEqualTo(ChunkIndex.ABSENT);
      assertThat(index.packs()).isEmpty();
    }
    assertThat(folder.library().packTotals()).isEqualTo(new Library.PackTotals(0, 0));
  }

  /// What is thrown when everything is read and compared with its digest; null for nothing.
  private Throwable readAll() {
    try (ChunkIndex index = folder.library().openIndex()) {
      List<PackReader> packs = index.packs();
      HolotreeException damage = index.damage();
      return damage == null ? catchThrowable(() -> chunks(packs.getFirst())) : damage;
    }
  }

  private static List<List<Byte>> chunks(PackReader pack) {
    List<List<Byte>> chunks = new ArrayList<>();
    PackFooter footer = pack.footer();
    try (Arena arena = Arena.ofConfined();
        Decoders decoders = new Decoders(LibraryFolder.providers())) {
      FrameReader frames = new FrameReader(decoders);
      for (int frame = 0; frame < footer.frames(); frame++) {
        MemorySegment plain =
            frames.read(
                pack.file(),
                footer.frameOffset(frame),
                footer.frameEnd(frame),
                footer.framePlainLength(frame),
                arena.allocate(1 << 20));
        long at = 0;
        for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
          byte[] bytes =
              plain.asSlice(at, footer.chunkLength(chunk)).toArray(ValueLayout.JAVA_BYTE);
          at += bytes.length;
          assertThat(Hasher.digest(bytes)).isEqualTo(footer.chunkDigest(chunk));
          chunks.add(list(bytes));
        }
      }
    }
    return chunks;
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }
}
