package holotree.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Digest;
import holotree.api.codec.CodecId;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers, trailers and the small text files.
class FixedStructuresTest {

  private static final String FILE = "a.file";
  private static final long SIZE = 1000;

  private final FrameHeader frame = new FrameHeader(new CodecId("stored"), 7, 9, 2, 0x89ABCDEF);
  private final PackTrailer trailer =
      new PackTrailer(SIZE - 48 - PackFooter.length(2, 5), PackFooter.length(2, 5), 2, 5, -3);
  private final CatalogFileHeader catalog = new CatalogFileHeader(2, 1_000_000);

  @Test
  void packHeader_isReadAsWritten() {
    byte[] bytes = written(PackHeader.BYTES, PackHeader::write);
    assertThat(bytes).startsWith("HTPACK\r\n".getBytes(StandardCharsets.US_ASCII));
    PackHeader.check(MemorySegment.ofArray(bytes), FILE);
    Damage.flipEveryBit(bytes, damaged -> PackHeader.check(MemorySegment.ofArray(damaged), FILE));
  }

  @Test
  void frameHeader_isReadAsWritten() {
    byte[] bytes = written(FrameHeader.BYTES, frame::write);
    assertThat(bytes).startsWith("HTFRstored\0\0".getBytes(StandardCharsets.US_ASCII));
    assertThat(FrameHeader.read(MemorySegment.ofArray(bytes), FILE, 0)).isEqualTo(frame);
    Damage.flipEveryBit(
        bytes, damaged -> FrameHeader.read(MemorySegment.ofArray(damaged), FILE, 0));
  }

  @Test
  void packTrailer_isReadAsWritten() {
    byte[] bytes = written(PackTrailer.BYTES, trailer::write);
    assertThat(bytes).endsWith("HTSEALED".getBytes(StandardCharsets.US_ASCII));
    assertThat(PackTrailer.read(MemorySegment.ofArray(bytes), FILE, SIZE)).isEqualTo(trailer);
    Damage.flipEveryBit(
        bytes, damaged -> PackTrailer.read(MemorySegment.ofArray(damaged), FILE, SIZE));
  }

  @Test
  void catalogHeader_isReadAsWritten() {
    byte[] bytes = written(CatalogFileHeader.BYTES, catalog::write);
    assertThat(bytes).startsWith("HTCATLG\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(CatalogFileHeader.read(MemorySegment.ofArray(bytes), FILE, SIZE)).isEqualTo(catalog);
    Damage.flipEveryBit(
        bytes, damaged -> CatalogFileHeader.read(MemorySegment.ofArray(damaged), FILE, SIZE));
  }

  @Test
  void packHeaderOfALaterVersion_isRefusedWithTheRange() {
    byte[] bytes = written(PackHeader.BYTES, PackHeader::write);
    setVersion(bytes, 8, 7, 12);
    requireVersion(7, () -> PackHeader.check(MemorySegment.ofArray(bytes), FILE));
  }

  @Test
  void packTrailerOfALaterVersion_isRefusedWithTheRange() {
    byte[] bytes = written(PackTrailer.BYTES, trailer::write);
    setVersion(bytes, 28, -1, 36);
    requireVersion(0xFFFF_FFFFL, () -> PackTrailer.read(MemorySegment.ofArray(bytes), FILE, SIZE));
  }

  @Test
  void catalogHeaderOfALaterVersion_isRefusedWithTheRange() {
    byte[] bytes = written(CatalogFileHeader.BYTES, catalog::write);
    setVersion(bytes, 8, 2, 28);
    requireVersion(2, () -> CatalogFileHeader.read(MemorySegment.ofArray(bytes), FILE, SIZE));
  }

  @ParameterizedTest
  @CsvSource({
    "4194305,9,2",
    "-1,9,2",
    "-2147483648,9,2",
    "7,-1,2",
    "7,2147483647,2",
    "7,5308417,2",
    "7,9,-1"
  })
  void frameHeaderWithImpossibleLengths_isRefused(int plain, int encoded, int chunks) {
    byte[] bytes =
        written(
            FrameHeader.BYTES,
            new FrameHeader(new CodecId("stored"), plain, encoded, chunks, 0)::write);
    requireCorrupt(12 + 5, () -> FrameHeader.read(MemorySegment.ofArray(bytes), FILE, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0\0\0\0\0\0", "Zstd\0\0\0\0", "z std\0\0\0", "\u00FFstored\0"})
  void frameHeaderWithoutACodec_isRefused(String id) {
    byte[] bytes = written(FrameHeader.BYTES, frame::write);
    System.arraycopy(id.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 4, CodecId.BYTES);
    setChecksum(bytes, 28);
    requireCorrupt(4, () -> FrameHeader.read(MemorySegment.ofArray(bytes), FILE, 0));
  }

  @ParameterizedTest
  @CsvSource({"1048576,1048576", "1048577,1048577", "1,1048577", "1048577,1", "2147483647,0"})
  void trailerOfMoreThanAPackHas_isRefused(int frames, int chunks) {
    long length = PackFooter.length(frames, chunks);
    byte[] bytes =
        written(
            PackTrailer.BYTES, new PackTrailer(PackHeader.BYTES, length, frames, chunks, 0)::write);
    long end = PackHeader.BYTES + length;
    long size = end + PackTrailer.BYTES;
    if (frames <= PackFooter.MAX_CHUNKS && chunks <= PackFooter.MAX_CHUNKS) {
      assertThat(PackTrailer.read(MemorySegment.ofArray(bytes), FILE, size).chunks())
          .isEqualTo(chunks);
    } else {
      requireCorrupt(end + 16, () -> PackTrailer.read(MemorySegment.ofArray(bytes), FILE, size));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,100,2,5",
    "15,100,2,5",
    "752,232,2,5",
    "720,200,2,5",
    "720,232,3,5",
    "720,232,-1,5",
    "720,232,2,-1",
    "-1,232,2,5",
    "721,232,2,5",
    "9223372036854775807,232,2,5",
    "720,-9223372036854775808,2,5",
    "16,936,58,0"
  })
  void trailerAtOddsWithTheSize_isRefused(long offset, long length, int frames, int chunks) {
    byte[] bytes =
        written(PackTrailer.BYTES, new PackTrailer(offset, length, frames, chunks, 0)::write);
    requireCorrupt(SIZE - 48, () -> PackTrailer.read(MemorySegment.ofArray(bytes), FILE, SIZE));
  }

  @ParameterizedTest
  @CsvSource({
    "0,1",
    "-1,1",
    "32,1",
    "1,0",
    "1,-1",
    "1,4194305",
    "2,1024001",
    "31,2147483647",
    "31,9223372036854775807"
  })
  void catalogHeaderAtOddsWithTheSize_isRefused(int frames, long plain) {
    byte[] bytes = written(CatalogFileHeader.BYTES, new CatalogFileHeader(frames, plain)::write);
    requireCorrupt(12, () -> CatalogFileHeader.read(MemorySegment.ofArray(bytes), FILE, SIZE));
  }

  @Test
  void name_isReadAsWritten() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Digest digest = RandomCatalog.digest(new Random(seed));
    byte[] line = NameRecord.encode(digest);
    assertThat(NameRecord.decode(line, FILE)).as("seed %d", seed).isEqualTo(digest);
    Damage.flipEveryBit(line, damaged -> NameRecord.decode(damaged, FILE));
    Damage.cutEverywhere(line, damaged -> NameRecord.decode(damaged, FILE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "\0", "\r\n", "holotree-name 1"})
  void nameWithMoreAfterIt_isRefused(String more) {
    String line = new String(NameRecord.encode(new Digest(1, 2, 3, 4)), StandardCharsets.US_ASCII);
    requireCorrupt(
        0, () -> NameRecord.decode((line + more).getBytes(StandardCharsets.US_ASCII), FILE));
  }

  @Test
  void nameOfALaterVersion_isRefusedWithTheRange() {
    requireVersion(
        2,
        () ->
            NameRecord.decode(
                "holotree-name 2 something else\n".getBytes(StandardCharsets.US_ASCII), FILE));
  }

  @Test
  void libraryFormat_isCheckedAsWritten() {
    byte[] line = LibraryFormat.encode();
    assertThat(line).isEqualTo("holotree-library 1\n".getBytes(StandardCharsets.US_ASCII));
    LibraryFormat.check(line, FILE);
    Damage.flipEveryBit(line, damaged -> LibraryFormat.check(damaged, FILE));
    Damage.cutEverywhere(line, damaged -> LibraryFormat.check(damaged, FILE));
  }

  @Test
  void libraryOfALaterVersion_isRefusedWithTheRange() {
    requireVersion(
        12,
        () ->
            LibraryFormat.check("holotree-library 12\n".getBytes(StandardCharsets.US_ASCII), FILE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "holotree-library 1",
        "holotree-library 1\n\n",
        "holotree-library 1 \n",
        "holotree-library 99999999999999999999\n",
        "holotree-library -1\n",
        "restic-library 1\n"
      })
  void anotherLine_isNoLibrarys(String line) {
    requireCorrupt(0, () -> LibraryFormat.check(line.getBytes(StandardCharsets.US_ASCII), FILE));
  }

  private static byte[] written(int length, Consumer<MemorySegment> writer) {
    byte[] bytes = new byte[length];
    writer.accept(MemorySegment.ofArray(bytes));
    return bytes;
  }

  private static void setVersion(byte[] bytes, int at, int version, int checksumAt) {
    MemorySegment.ofArray(bytes).set(Layouts.U32, at, version);
    setChecksum(bytes, checksumAt);
  }

  private static void setChecksum(byte[] bytes, int at) {
    MemorySegment all = MemorySegment.ofArray(bytes);
    all.set(Layouts.U32, at, Checksum.of(all.asSlice(0, at)));
  }

  private static void requireVersion(long found, Runnable read) {
    assertThatExceptionOfType(FormatVersionException.class)
        .isThrownBy(read::run)
        .satisfies(error -> {
          assertThat(error.found()).isEqualTo(found);
          assertThat(error.min()).isEqualTo(1);
          assertThat(error.max()).isEqualTo(1);
          assertThat(error.what()).startsWith(FILE);
        });
  }

  private static void requireCorrupt(long offset, Runnable read) {
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(read::run)
        .satisfies(error -> {
          assertThat(error.file()).isEqualTo(FILE);
          assertThat(error.offset()).isEqualTo(offset);
        });
  }
}
