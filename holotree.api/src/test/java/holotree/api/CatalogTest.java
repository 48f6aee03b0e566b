package holotree.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private static final Digest CONTENT = new Digest(9, 8, 7, 6);
  private static final Digest FIRST = new Digest(1, 0, 0, 0);
  private static final Digest SECOND = new Digest(2, 0, 0, 0);
  private static final Relocations PLACES =
      new Relocations(ContentKind.ELF, new long[] {3}, new byte[] {1});

  private final Catalog catalog = build();

  private static Catalog build() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0700, 10, 11);
    builder.add(0, bytes("bin"), EntryType.DIRECTORY, 0755, 12, 13);
    builder.add(1, bytes("tool"), EntryType.FILE, 0751, -14, 15);
    builder.add(0, bytes("empty"), EntryType.FILE, 0600, 16, 17);
    builder.add(0, bytes("large"), EntryType.FILE, 0444, 18, 19);
    builder.add(0, bytes("link"), EntryType.SYMLINK, 0777, 20, 21);
    builder.setSize(2, 20);
    builder.setContent(2, CONTENT);
    builder.setStageLength(Spelling.RESOLVED, 8);
    builder.setRelocations(2, PLACES);
    builder.setSize(4, Catalog.CHUNK_BYTES + 5);
    builder.setContent(4, CONTENT);
    byte[] chunks = new byte[2 * Digest.BYTES];
    FIRST.put(chunks, 0);
    SECOND.put(chunks, Digest.BYTES);
    builder.setChunks(4, chunks);
    builder.setTarget(5, bytes("bin/tool"));
    return builder.build();
  }

  @Test
  void columns_areWhatWasAdded() {
    assertThat(catalog.size()).isEqualTo(6);
    assertThat(catalog.parent(2)).isEqualTo(1);
    assertThat(catalog.type(2)).isEqualTo(EntryType.FILE);
    assertThat(catalog.mode(2)).isEqualTo(0751);
    assertThat(catalog.mtimeSeconds(2)).isEqualTo(-14);
    assertThat(catalog.mtimeNanos(2)).isEqualTo(15);
    assertThat(catalog.name(2)).isEqualTo(bytes("tool"));
    assertThat(catalog.size(2)).isEqualTo(20);
    assertThat(catalog.content(2)).isEqualTo(CONTENT);
    assertThat(catalog.relocations(2)).isEqualTo(PLACES);
    assertThat(catalog.relocations(4)).isNull();
    assertThat(catalog.relocatedEntries()).isEqualTo(1);
    assertThat(catalog.stageLength(Spelling.GIVEN)).isZero();
    assertThat(catalog.stageLength(Spelling.RESOLVED)).isEqualTo(8);
    assertThat(catalog.target(5)).isEqualTo(bytes("bin/tool"));
  }

  @Test
  void path_joinsTheNamesBelowTheRoot() {
    assertThat(catalog.path(0)).isEmpty();
    assertThat(catalog.path(1)).isEqualTo(bytes("bin"));
    assertThat(catalog.path(2)).isEqualTo(bytes("bin/tool"));
    assertThat(catalog.path(5)).isEqualTo(bytes("link"));
  }

  @Test
  void chunks_coverTheContent() {
    assertThat(catalog.chunkCount(0)).isZero();
    assertThat(catalog.chunkCount(3)).isZero();
    assertThat(catalog.chunkCount(5)).isZero();
    assertThat(catalog.chunkCount(2)).isEqualTo(1);
    assertThat(catalog.chunk(2, 0)).isEqualTo(CONTENT);
    assertThat(catalog.chunkLength(2, 0)).isEqualTo(20);
    assertThat(catalog.chunkCount(4)).isEqualTo(2);
    assertThat(catalog.chunk(4, 0)).isEqualTo(FIRST);
    assertThat(catalog.chunk(4, 1)).isEqualTo(SECOND);
    assertThat(catalog.chunkLength(4, 0)).isEqualTo(Catalog.CHUNK_BYTES);
    assertThat(catalog.chunkLength(4, 1)).isEqualTo(5);
  }

  @Test
  void chunkCount_isOneForEachPieceBegun() {
    assertThat(Catalog.chunksFor(0L)).isZero();
    assertThat(Catalog.chunksFor(1L)).isEqualTo(1);
    assertThat(Catalog.chunksFor((long) Catalog.CHUNK_BYTES)).isEqualTo(1);
    assertThat(Catalog.chunksFor(Catalog.CHUNK_BYTES + 1L)).isEqualTo(2);
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> Catalog.chunksFor(Long.MAX_VALUE));
  }

  @Test
  void entry_isTheSameAsAnObject() {
    assertThat(catalog.entry(0)).isEqualTo(new CatalogEntry.Directory(path(""), 0700, 10, 11));
    assertThat(catalog.entry(2))
        .isEqualTo(new CatalogEntry.File(path("bin/tool"), 0751, -14, 15, 20, CONTENT, PLACES));
    assertThat(catalog.entry(3))
        .isEqualTo(new CatalogEntry.File(path("empty"), 0600, 16, 17, 0, null, null));
    assertThat(catalog.entry(5))
        .isEqualTo(new CatalogEntry.Symlink(path("link"), 20, 21, path("bin/tool"), null));
  }

  @Test
  void target_isAskedOfSymlinksAlone() {
    assertThatIllegalArgumentException().isThrownBy(() -> catalog.target(2));
  }

  @Test
  void name_isTheCallersOwn() {
    catalog.name(1)[0] = 'X';
    assertThat(catalog.name(1)).isEqualTo(bytes("bin"));
  }

  private static RawPath path(String text) {
    return new RawPath(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
