package holotree.engine.library;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.RefusedException;
import holotree.engine.format.FrameHeader;
import holotree.engine.format.Hasher;
import holotree.testkit.forward.ForwardingStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Merging, and looking chunks up in what was merged.
class MergedIndexesTest {

  private static final int TRAILER = 36;

  @TempDir Path scratch;
  private LibraryFolder folder;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Digest> chunks = new ArrayList<>();

  @BeforeEach
  void open() {
    System.out.println("seed " + seed);
    folder = new LibraryFolder(scratch);
  }

  @AfterEach
  void close() {
    assertThat(folder.store().openFiles()).isZero();
    folder.close();
  }

  @Test
  void sixteenPacks_needNoIndex() throws IOException {
    addPacks(16, 3);
    folder.library().mergeIndexes();
    assertThat(indexes()).isEmpty();
    requireAllFound();
  }

  @Test
  void seventeenPacks_areMergedIntoAnIndexNamedByItsBytes() throws IOException {
    addPacks(17, 3);
    folder.library().mergeIndexes();
    assertThat(indexes()).hasSize(1);
    Path index = indexes().getFirst();
    assertThat(index).hasFileName(Hasher.digest(Files.readAllBytes(index)) + ".index");
    requireAllFound();
    folder.library().mergeIndexes();
    assertThat(indexes()).containsExactly(index);
  }

  @Test
  void packAddedToALargeLibrary_isCoveredAtOnce() throws IOException {
    addPacks(17, 3);
    folder.library().mergeIndexes();
    addPacks(1, 1);
    folder.library().mergeIndexes();
    assertThat(indexes().stream().map(MergedIndexesTest::rows)).containsExactlyInAnyOrder(51L, 1L);
    requireAllFound();
  }

  @Test
  void packsOfALargeLibrary_areNotListedForWhatItHolds() {
    addPacks(20, 3);
    folder.library().mergeIndexes();
    List<String> listed = new ArrayList<>();
    ForwardingStore noting =
        new ForwardingStore(folder.store()) {
          @Override
          public List<String> list(String directory) {
            listed.add(directory);
            return super.list(directory);
          }
        };
    Library library =
        new Library(
            noting, scratch, LibraryFolder.providers(), LibraryFolder.locks(noting), () -> true);
    try (ChunkIndex index = library.openIndex()) {
      for (Digest chunk : chunks) {
        assertThat(index.find(chunk, -1)).isNotEqualTo(ChunkIndex.ABSENT);
      }
    }
    assertThat(listed).containsExactly("index");
  }

  @Test
  void samePacks_makeTheSameIndex() throws IOException {
    addPacks(30, 3);
    folder.library().mergeIndexes();
    List<Path> once = indexes();
    addPacks(20, 3);
    folder.library().mergeIndexes();
    List<Path> inTwoSteps = indexes();
    assertThat(inTwoSteps).hasSize(1).doesNotContainAnyElementsOf(once);
    byte[] bytes = Files.readAllBytes(inTwoSteps.getFirst());
    Files.delete(inTwoSteps.getFirst());
    folder.library().mergeIndexes();
    assertThat(indexes()).isEqualTo(inTwoSteps);
    assertThat(indexes().getFirst()).hasBinaryContent(bytes);
  }

  @Test
  void onlyThePackOfAHit_isOpened() {
    addPacks(40, 5);
    folder.library().mergeIndexes();
    try (ChunkIndex index = folder.library().openIndex()) {
      assertThat(folder.store().openFiles()).isZero();
      long chunk = index.find(chunks.get(77), 0);
      assertThat(folder.store().openFiles()).isOne();
      assertThat(digest(index, chunk)).isEqualTo(chunks.get(77));
      long next = index.find(chunks.get(78), chunk + 1);
      assertThat(next).isEqualTo(chunk + 1);
      assertThat(index.find(random(), next + 1)).isEqualTo(ChunkIndex.ABSENT);
      assertThat(folder.store().openFiles()).isOne();
    }
  }

  @Test
  void packsAddedSince_areAskedThemselves() {
    addPacks(20, 5);
    folder.library().mergeIndexes();
    addPacks(7, 5);
    requireAllFound();
  }

  @Test
  void everyNumber_liesInThePackItIsSaidTo() {
    addPacks(17, 9);
    folder.library().mergeIndexes();
    addPacks(100, 2);
    folder.library().mergeIndexes();
    addPacks(5, 4);
    try (ChunkIndex index = folder.library().openIndex()) {
      Set<Long> numbers = new HashSet<>();
      for (Digest chunk : chunks) {
        long number = index.find(chunk, random.nextInt(400) - 5L);
        assertThat(digest(index, number)).as("seed %d", seed).isEqualTo(chunk);
        numbers.add(number);
      }
      assertThat(numbers).as("seed %d", seed).hasSameSizeAs(chunks);
      assertThat(index.packs()).hasSize(122);
    }
  }

  @Test
  void indexes_growInStepsAndStayFew() throws IOException {
    long written = 0;
    Set<Path> seen = new HashSet<>();
    for (int round = 0; round < 60; round++) {
      addPacks(17, 2);
      folder.library().mergeIndexes();
      List<Long> sizes = new ArrayList<>();
      for (Path index : indexes()) {
        sizes.add(rows(index));
        written += seen.add(index) ? rows(index) : 0;
      }
      sizes.sort(null);
      for (int each = 1; each < sizes.size(); each++) {
        assertThat(sizes.get(each)).isGreaterThan(IndexMerger.GROWTH * sizes.get(each - 1));
      }
      assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(chunks.size());
    }
    // Writing all of it each time would be 30 times the rows.
    assertThat(written).isLessThan(12L * chunks.size());
    requireAllFound();
  }

  @Test
  void anyDamagedByteOfAnIndex_costsNoChunkAndGivesNoWrongOne() throws IOException {
    addPacks(17, 1);
    folder.library().mergeIndexes();
    Path file = indexes().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int at = random.nextInt(3); at < whole.length; at += 3) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      requireAllFound();
    }
  }

  @Test
  void indexCutShort_isPassedOverAndMadeAgain() throws IOException {
    addPacks(17, 2);
    folder.library().mergeIndexes();
    Path file = indexes().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, TRAILER, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      requireAllFound();
      folder.library().mergeIndexes();
      assertThat(file).hasBinaryContent(whole);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // cuts no file short that is mapped
  void indexCutShortOnceItIsMapped_isPassedOverAndEndsNoProcess() throws IOException {
    addPacks(17, 200);
    folder.library().mergeIndexes();
    Path file = indexes().getFirst();
    byte[] whole = Files.readAllBytes(file);
    try (MergedIndexes files = new MergedIndexes(new ShrinkingStore(folder.store()))) {
      assertThat(files.all()).isEmpty();
      assertThat(files.damaged()).containsExactly("index/" + file.getFileName());
    }
    Files.write(file, whole);
    try (MergedIndexes files = new MergedIndexes(folder.store())) {
      Files.write(file, new byte[0]);
      assertThat(files.all().getFirst().index().isIntact()).isFalse();
    }
    Files.write(file, whole);
    requireAllFound();
  }

  @Test
  void damagedRows_areNotMergedIntoTheNextIndex() throws IOException {
    addPacks(17, 4);
    folder.library().mergeIndexes();
    Path file = indexes().getFirst();
    byte[] damaged = Files.readAllBytes(file);
    damaged[5] ^= 1;
    Files.write(file, damaged);
    addPacks(17, 4);
    folder.library().mergeIndexes();
    assertThat(indexes()).hasSize(1).doesNotContain(file);
    try (ChunkIndex index = folder.library().openIndex()) {
      for (Digest chunk : chunks) {
        assertThat(index.find(chunk, -1)).isNotEqualTo(ChunkIndex.ABSENT);
      }
    }
  }

  @Test
  void indexOfALaterRelease_isPassedOverAndKept() throws IOException {
    addPacks(17, 2);
    folder.library().mergeIndexes();
    Path file = indexes().getFirst();
    byte[] later = Files.readAllBytes(file);
    ByteBuffer trailer =
        ByteBuffer.wrap(later, later.length - TRAILER, TRAILER)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    CRC32C crc = new CRC32C();
    crc.update(trailer.putInt(20, 2).slice(0, 24));
    trailer.putInt(24, (int) crc.getValue());
    Path theirs = file.resolveSibling("0".repeat(64) + ".index");
    Files.write(theirs, later);
    Files.delete(file);
    requireAllFound();
    folder.library().mergeIndexes();
    assertThat(indexes()).containsExactlyInAnyOrder(file, theirs);
    requireAllFound();
  }

  @Test
  void digestsThatBeginAlike_areNotAllLookedAt_andFoundByTheFooters() {
    int packs = 17;
    int each = 100;
    for (int pack = 0; pack < packs; pack++) {
      try (PackWriter writer = folder.library().createPack();
          Arena arena = Arena.ofConfined()) {
        List<PackWriter.Chunk> alike = new ArrayList<>();
        for (int chunk = 0; chunk < each; chunk++) {
          alike.add(new PackWriter.Chunk(new Digest(7, pack, chunk, 0), 1));
        }
        writer.append(arena.allocate(FrameHeader.BYTES), each, alike);
        writer.seal();
      }
    }
    folder.library().mergeIndexes();
    int found = 0;
    try (ChunkIndex index = folder.library().openIndex()) {
      for (int chunk = 0; chunk < packs * each; chunk++) {
        Digest digest = new Digest(7, chunk % packs, chunk / packs, 0);
        found += index.find(digest, -1) == ChunkIndex.ABSENT ? 0 : 1;
        assertThat(index.search(digest)).isNotEqualTo(ChunkIndex.ABSENT);
      }
    }
    assertThat(found).isEqualTo(256);
  }

  @Test
  void whatIsNoIndex_isPassedOver() throws IOException {
    addPacks(17, 2);
    Files.createDirectories(scratch.resolve("index"));
    Files.write(scratch.resolve("index/.DS_Store"), new byte[5]);
    folder.library().mergeIndexes();
    assertThat(scratch.resolve("index/.DS_Store")).exists();
    requireAllFound();
  }

  @Test
  void packThatIsGone_isNotFoundIn() throws IOException {
    addPacks(20, 1);
    folder.library().mergeIndexes();
    Path gone = folder.packs().get(7);
    byte[] bytes = Files.readAllBytes(gone);
    Files.delete(gone);
    int missing = 0;
    try (ChunkIndex index = folder.library().openIndex()) {
      for (Digest chunk : chunks) {
        if (index.find(chunk, 0) == ChunkIndex.ABSENT) {
          missing++;
          assertThat(index.search(chunk)).isEqualTo(ChunkIndex.ABSENT);
        }
      }
      assertThat(missing).isOne();
      assertThat(index.damage()).isNull();
    }
    Files.write(gone, bytes);
    requireAllFound();
  }

  @Test
  void chunkWhosePackIsGone_isFoundInThePackItWasMovedTo() throws IOException {
    addPacks(20, 1);
    folder.library().mergeIndexes();
    byte[] moved = {1, 2, 3};
    byte[] other = {4};
    Path first = folder.addPack(List.of(List.of(moved)));
    addPacks(16, 1);
    folder.library().mergeIndexes();
    Files.delete(first);
    folder.addPack(List.of(List.of(moved, other)));
    chunks.add(Hasher.digest(moved));
    chunks.add(Hasher.digest(other));
    requireAllFound();
  }

  @Test
  void chunkOfSeveralPacks_isFoundElsewhere_asLongAsThereIsAnother() {
    byte[] shared = {1, 2, 3};
    folder.addPack(List.of(List.of(shared, new byte[] {4})));
    folder.addPack(List.of(List.of(shared, new byte[] {5})));
    addPacks(18, 2);
    folder.library().mergeIndexes();
    folder.addPack(List.of(List.of(shared, new byte[] {6})));
    BitSet without = new BitSet();
    try (ChunkIndex index = folder.library().openIndex()) {
      for (int packs = 0; packs < 3; packs++) {
        long chunk = index.findElsewhere(Hasher.digest(shared), without);
        assertThat(chunk).isNotEqualTo(ChunkIndex.ABSENT);
        assertThat(without.get(index.packOf(chunk))).isFalse();
        without.set(index.packOf(chunk));
      }
      assertThat(index.findElsewhere(Hasher.digest(shared), without)).isEqualTo(ChunkIndex.ABSENT);
    }
  }

  @Test
  void packsThatAreGone_areNotMergedAgain() throws IOException {
    addPacks(20, 3);
    folder.library().mergeIndexes();
    for (Path pack : folder.packs()) {
      Files.delete(pack);
    }
    chunks.clear();
    folder.library().mergeIndexes();
    assertThat(indexes()).isEmpty();
    addPacks(20, 3);
    folder.library().mergeIndexes();
    for (Path pack : folder.packs().subList(0, 10)) {
      Files.delete(pack);
    }
    addPacks(17, 3);
    folder.library().mergeIndexes();
    assertThat(indexes()).hasSize(1);
    assertThat(rows(indexes().getFirst())).isEqualTo(27 * 3);
  }

  @Test
  void damagedPackThatAnIndexCovers_isLeftOutAndTold() throws IOException {
    addPacks(20, 2);
    folder.library().mergeIndexes();
    Path pack = folder.packs().get(3);
    Files.write(pack, new byte[10]);
    int missing = 0;
    try (ChunkIndex index = folder.library().openIndex()) {
      for (Digest chunk : chunks) {
        missing += index.find(chunk, 0) == ChunkIndex.ABSENT ? 1 : 0;
      }
      assertThat(missing).isEqualTo(2);
      assertThat(index.packs()).hasSize(19);
      assertThat(index.damage())
          .isInstanceOfSatisfying(
              CorruptException.class,
              damage -> assertThat(damage.file()).isEqualTo(pack.toString()));
    }
  }

  @Test
  void damagedPacks_areNotMergedAndMergingEnds() throws IOException {
    addPacks(18, 2);
    for (Path pack : folder.packs()) {
      Files.write(pack, new byte[10]);
    }
    folder.library().mergeIndexes();
    assertThat(indexes()).isEmpty();
    chunks.clear();
    addPacks(17, 2);
    folder.library().mergeIndexes();
    assertThat(indexes()).hasSize(1);
    assertThat(rows(indexes().getFirst())).isEqualTo(34);
    requireAllFound();
  }

  @Test
  void manyPacksWithoutAnIndex_areMergedInSteps() throws IOException {
    addPacks(300, 1);
    folder.library().mergeIndexes();
    assertThat(indexes().stream().mapToLong(MergedIndexesTest::rows).sum()).isEqualTo(300);
    requireAllFound();
  }

  @Test
  void indexThatCannotBeRemoved_doesNoHarm() throws IOException {
    addPacks(17, 2);
    folder.library().mergeIndexes();
    addPacks(17, 2);
    ForwardingStore inUse =
        new ForwardingStore(folder.store()) {
          @Override
          public boolean delete(String path) {
            throw new RefusedException("remove", path, "in use", "Try later.", null);
          }
        };
    new Library(inUse, scratch, LibraryFolder.providers(), LibraryFolder.locks(inUse), () -> true)
        .mergeIndexes();
    assertThat(indexes()).hasSize(2);
    requireAllFound();
    folder.library().mergeIndexes();
    assertThat(indexes()).hasSize(1);
    requireAllFound();
  }

  @Test
  void readersAndMergersAtOnce_findEverything() throws Exception {
    addPacks(17, 2);
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (int round = 0; round < 10; round++) {
        addPacks(17, 2);
        Callable<Object> merge =
            () -> {
              folder.library().mergeIndexes();
              return true;
            };
        Callable<Object> read =
            () -> {
              requireAllFound();
              return true;
            };
        for (Future<Object> each :
            threads.invokeAll(List.of(merge, read, merge, read, merge, read))) {
          assertThat(each.get()).isEqualTo(true);
        }
      }
    }
    folder.library().mergeIndexes();
    requireAllFound();
  }

  private void addPacks(int count, int packChunks) {
    for (int pack = 0; pack < count; pack++) {
      List<byte[]> its = new ArrayList<>();
      for (int chunk = 0; chunk < packChunks; chunk++) {
        byte[] bytes = new byte[8 + random.nextInt(8)];
        random.nextBytes(bytes);
        its.add(bytes);
        chunks.add(Hasher.digest(bytes));
      }
      folder.writePack(List.of(its));
    }
  }

  /// Requires that each chunk is found where it is, and no other.
  private void requireAllFound() {
    try (ChunkIndex index = folder.library().openIndex()) {
      for (Digest chunk : chunks) {
        long number = index.find(chunk, -1);
        if (number == ChunkIndex.ABSENT) {
          number = index.search(chunk);
        }
        assertThat(number).as("seed %d", seed).isNotEqualTo(ChunkIndex.ABSENT);
        assertThat(digest(index, number)).as("seed %d", seed).isEqualTo(chunk);
      }
      assertThat(index.find(random(), 0)).isEqualTo(ChunkIndex.ABSENT);
    }
  }

  private static Digest digest(ChunkIndex index, long chunk) {
    int pack = index.packOf(chunk);
    return index.pack(pack).footer().chunkDigest((int) (chunk - index.firstChunk(pack)));
  }

  private synchronized Digest random() {
    return new Digest(random.nextLong(), 1, 2, 3);
  }

  private List<Path> indexes() throws IOException {
    Path directory = scratch.resolve("index");
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".index")).sorted().toList();
    }
  }

  private static long rows(Path index) {
    try {
      byte[] bytes = Files.readAllBytes(index);
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - TRAILER);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
