package holotree.engine.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.error.UnsafeException;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class CatalogFormatTest {

  private static final String FILE = "a.catalog";
  private static final Digest CONTENT = new Digest(1, 2, 3, 4);
  private static final byte[] CHUNKS = new byte[2 * Digest.BYTES];
  private static final long LARGE = Catalog.CHUNK_BYTES + 1L;

  /// The columns of the catalog that [#small] builds, written one by one.
  private final TreeMap<Integer, BiConsumer<CborMapWriter, Integer>> columns = new TreeMap<>();

  CatalogFormatTest() {
    number(0, 1);
    number(1, 4);
    number(2, 4);
    number(3, 0);
    ints(4, 0, 0, 0, 0);
    bytes(5, 0, 1, 1, 2);
    shorts(6, 0755, 0644, 0600, 0777);
    signedLongs(7, 10, -11, 12, 13);
    ints(8, 20, 21, 22, 23);
    shorts(9, 0, 1, 1, 1);
    bytes(10, 'a', 'b', 'c');
    longs(11, 0, 5, LARGE, 1);
    contents(CONTENT, Hasher.largeContent(LARGE, CHUNKS));
    column(13, CHUNKS);
    bytes(14, 'a');
    ints(15, 1);
    bytes(16, 1);
    ints(17, 1);
    longs(18, 1);
    bytes(19, 0);
  }

  private static Catalog small() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.setStageLength(Spelling.GIVEN, 4);
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 10, 20);
    builder.add(0, new byte[] {'a'}, EntryType.FILE, 0644, -11, 21);
    builder.setSize(1, 5);
    builder.setContent(1, CONTENT);
    builder.setRelocations(1, new Relocations(ContentKind.TEXT, new long[] {1}, new byte[] {0}));
    builder.add(0, new byte[] {'b'}, EntryType.FILE, 0600, 12, 22);
    builder.setSize(2, LARGE);
    builder.setContent(2, Hasher.largeContent(LARGE, CHUNKS));
    builder.setChunks(2, CHUNKS);
    builder.add(0, new byte[] {'c'}, EntryType.SYMLINK, 0777, 13, 23);
    builder.setTarget(3, new byte[] {'a'});
    return builder.build();
  }

  @Test
  void columns_areTheOnesOfVersion1() {
    assertThat(CatalogFormat.encode(small())).isEqualTo(map());
  }

  @Test
  void columns_withAnEscapedSpelling_areTheOnesOfVersion2() {
    number(0, 2);
    bytes(19, 6);
    shorts(20, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    byte[] body = map();

    Catalog catalog = CatalogFormat.decode(body, FILE);
    assertThat(catalog.stageLength(Spelling.GIVEN_JSON_SLASHES)).isEqualTo(4);
    assertThat(requireNonNull(catalog.relocations(1)).spelling(0))
        .isEqualTo(Spelling.GIVEN_JSON_SLASHES);
    assertThat(CatalogFormat.encode(catalog)).isEqualTo(body);
  }

  @Test
  void escapedSpellingWithoutItsLength_isRefused() {
    bytes(19, 6);
    requireUnsafe();
    number(0, 2);
    requireCorrupt();
    shorts(20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    requireCorrupt();
    shorts(20, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    requireUnsafe();
    shorts(20, 0, 0, 0, 0, 24_571, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    requireCorrupt();
    shorts(20, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    requireCorrupt();
  }

  @Test
  void escapedLengthsInVersion1_areRefused() {
    shorts(20, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    requireCorrupt();
  }

  @Test
  void randomCatalog_isDecodedAsEncodedAndEncodedTheSame() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      Catalog catalog = RandomCatalog.of(random, 1 << random.nextInt(10));
      byte[] body = CatalogFormat.encode(catalog);
      Catalog decoded = CatalogFormat.decode(body, FILE);
      assertThat(CatalogFormat.encode(decoded)).as("seed %d", seed).isEqualTo(body);
      assertThat(decoded.size()).as("seed %d", seed).isEqualTo(catalog.size());
      for (int entry = 0; entry < catalog.size(); entry++) {
        assertThat(decoded.entry(entry)).as("seed %d", seed).isEqualTo(catalog.entry(entry));
        assertThat(decoded.chunkCount(entry)).isEqualTo(catalog.chunkCount(entry));
        for (int chunk = 0; chunk < catalog.chunkCount(entry); chunk++) {
          assertThat(decoded.chunk(entry, chunk)).isEqualTo(catalog.chunk(entry, chunk));
        }
      }
    }
  }

  @Test
  void truncatedCatalog_isRefused() {
    Damage.cutEverywhere(
        CatalogFormat.encode(small()), damaged -> CatalogFormat.decode(damaged, FILE));
  }

  // The id is what finds damage; the decoder must only stay whole.
  @Test
  void damagedCatalog_isRefusedOrAnother() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] body = CatalogFormat.encode(RandomCatalog.of(random, 20));
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = body.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Throwable thrown = catchThrowable(() -> CatalogFormat.decode(damaged, FILE));
      if (thrown != null) {
        assertThat(thrown).as("seed %d", seed).isInstanceOf(HolotreeException.class);
      }
    }
  }

  @Test
  void laterVersion_isRefusedWithTheRange() {
    number(0, 3);
    assertThatExceptionOfType(FormatVersionException.class)
        .isThrownBy(() -> CatalogFormat.decode(map(), FILE))
        .satisfies(error -> {
          assertThat(error.found()).isEqualTo(3);
          assertThat(error.min()).isEqualTo(1);
          assertThat(error.max()).isEqualTo(2);
        });
  }

  @Test
  void missingColumn_isRefused() {
    for (int key = 0; key < 20; key++) {
      BiConsumer<CborMapWriter, Integer> column = columns.remove(key);
      requireCorrupt();
      columns.put(key, column);
    }
  }

  @Test
  void unknownCriticalColumn_isRefused() {
    bytes(20, 1);
    requireCorrupt();
  }

  @Test
  void unknownOptionalColumn_isIgnored() {
    bytes(128, 1);
    assertThat(CatalogFormat.encode(CatalogFormat.decode(map(), FILE)))
        .isEqualTo(CatalogFormat.encode(small()));
  }

  @Test
  void anythingAfterTheMap_isRefused() {
    byte[] body = map();
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> CatalogFormat.decode(Arrays.copyOf(body, body.length + 1), FILE));
  }

  @Test
  void numberOfEntriesThatIsNotThere_isRefused() {
    for (long entries :
        new long[] {0, -1, 3, 5, 1 << 30, Integer.MAX_VALUE, 1L << 32, Long.MIN_VALUE}) {
      number(1, entries);
      requireCorrupt();
    }
  }

  @Test
  void stageLengthOutOfRange_isRefused() {
    for (long length : new long[] {-1, 4096, 1L << 32, (1L << 32) + 4}) {
      number(2, length);
      requireCorrupt();
    }
  }

  @Test
  void unknownEntryType_isRefused() {
    bytes(5, 0, 1, 1, 3);
    requireCorrupt();
    bytes(5, 0, 1, 1, 0xFF);
    requireCorrupt();
  }

  @Test
  void namesOfAnotherLengthThanStated_areRefused() {
    shorts(9, 0, 1, 1, 2);
    requireCorrupt();
    shorts(9, 0, 1, 1, 0);
    requireCorrupt();
    shorts(9, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF);
    requireCorrupt();
  }

  @Test
  void targetsOfAnotherLengthThanStated_areRefused() {
    bytes(14);
    requireCorrupt();
    bytes(14, 'a', 'b');
    requireCorrupt();
    bytes(14, 'a');
    longs(11, 0, 5, LARGE, -1);
    requireCorrupt();
    longs(11, 0, 5, LARGE, Long.MAX_VALUE);
    requireCorrupt();
  }

  @Test
  void contentsOfAnotherNumber_areRefused() {
    contents(CONTENT);
    requireCorrupt();
    contents(CONTENT, Hasher.largeContent(LARGE, CHUNKS), CONTENT);
    requireCorrupt();
    column(12, new byte[65]);
    requireCorrupt();
  }

  @Test
  void chunksThatDoNotMakeTheContent_areRefused() {
    byte[] others = CHUNKS.clone();
    others[40] = 1;
    column(13, others);
    requireCorrupt();
    column(13, new byte[Digest.BYTES]);
    requireCorrupt();
    column(13, new byte[3 * Digest.BYTES]);
    requireCorrupt();
  }

  @Test
  void hugeFileWithoutItsChunks_isRefused() {
    for (long size : new long[] {1L << 40, Long.MAX_VALUE}) {
      longs(11, 0, 5, size, 1);
      requireCorrupt();
    }
  }

  @Test
  void relocationsOfUnknownEntries_areRefused() {
    for (int entry : new int[] {-1, 4, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      ints(15, entry);
      requireCorrupt();
    }
  }

  @Test
  void relocationsOfAnEntryTwice_areRefused() {
    ints(15, 1, 1);
    bytes(16, 1, 1);
    ints(17, 1, 1);
    longs(18, 0, 1);
    bytes(19, 0, 0);
    requireCorrupt();
  }

  @Test
  void relocationCountsThatDoNotAddUp_areRefused() {
    for (int count : new int[] {0, -1, 2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      ints(17, count);
      requireCorrupt();
    }
    ints(17, 1);
    longs(18, 0, 1);
    bytes(19, 0, 0);
    requireCorrupt();
  }

  @Test
  void unknownKindSpellingOrOffset_isRefused() {
    bytes(16, 0);
    requireCorrupt();
    bytes(16, 1);
    bytes(19, Spelling.COUNT);
    requireCorrupt();
    bytes(19, 0);
    longs(18, -1);
    requireCorrupt();
  }

  @Test
  void brokenRuleOfCatalogs_isRefusedAsUnsafe() {
    bytes(10, '.', 'b', 'c');
    requireUnsafe();
    bytes(10, '/', 'b', 'c');
    requireUnsafe();
    bytes(10, 'b', 'a', 'c');
    requireUnsafe();
    bytes(10, 'a', 'b', 'c');
    ints(4, 0, 1, 0, 0);
    requireUnsafe();
    ints(4, 0, 0, 0, 0);
    shorts(6, 04755, 0644, 0600, 0777);
    requireUnsafe();
  }

  @Test
  void tagOfAnotherType_isRefused() {
    columns.put(4, (map, key) -> map.shorts(key, new int[8]));
    requireCorrupt();
  }

  private byte[] map() {
    CborMapWriter writer = new CborMapWriter(columns.size(), 64);
    columns.forEach((key, column) -> column.accept(writer, key));
    return writer.finish();
  }

  private void requireCorrupt() {
    byte[] body = map();
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> CatalogFormat.decode(body, FILE));
  }

  private void requireUnsafe() {
    byte[] body = map();
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> CatalogFormat.decode(body, FILE));
  }

  private void number(int at, long value) {
    columns.put(at, (map, key) -> map.number(key, value));
  }

  private void ints(int at, int... values) {
    columns.put(at, (map, key) -> map.ints(key, values));
  }

  private void shorts(int at, int... values) {
    columns.put(at, (map, key) -> map.shorts(key, values));
  }

  private void longs(int at, long... values) {
    columns.put(at, (map, key) -> map.longs(key, values));
  }

  private void signedLongs(int at, long... values) {
    columns.put(at, (map, key) -> map.signedLongs(key, values));
  }

  private void bytes(int at, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    column(at, bytes);
  }

  private void column(int at, byte[] bytes) {
    columns.put(at, (map, key) -> map.bytes(key, bytes));
  }

  private void contents(Digest... digests) {
    byte[] bytes = new byte[digests.length * Digest.BYTES];
    for (int i = 0; i < digests.length; i++) {
      digests[i].put(bytes, i * Digest.BYTES);
    }
    column(12, bytes);
  }
}
