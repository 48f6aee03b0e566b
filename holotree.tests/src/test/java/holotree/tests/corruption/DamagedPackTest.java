package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.error.ProviderMissingException;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.tests.kit.Checksums;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedPackTest {

  @AutoClose private final SmallLibrary library = new SmallLibrary();

  @Test
  void flippedBitInAnyByte_isReportedWithThePackAndAnOffset() {
    Path pack = library.pack();
    byte[] good = SmallLibrary.read(pack);
    assertThat(good.length).isBetween(400, 3000);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << (at % 8));
      SmallLibrary.write(pack, bad);
      assertLocated(library.failureOfRestore("a flipped bit at " + at), pack, good.length);
    }
    SmallLibrary.write(pack, good);
    library.assertRestores();
  }

  @Test
  void everyByteOfHeaderFrameHeaderAndTrailer_setToZeroAndToAllOnes_isReported() {
    Path pack = library.pack();
    byte[] good = SmallLibrary.read(pack);
    for (int at = 0; at < good.length; at = at == 47 ? good.length - 48 : at + 1) {
      for (byte value : new byte[] {0, -1}) {
        byte[] bad = good.clone();
        bad[at] = value;
        if (bad[at] != good[at]) {
          SmallLibrary.write(pack, bad);
          assertLocated(library.failureOfRestore(value + " at " + at), pack, good.length);
        }
      }
    }
  }

  @Test
  void truncationAtAnyLength_isReportedWithThePackAndAnOffset() {
    Path pack = library.pack();
    byte[] good = SmallLibrary.read(pack);
    for (int length = 0; length < good.length; length += length < 100 ? 1 : 7) {
      SmallLibrary.write(pack, Arrays.copyOf(good, length));
      assertLocated(library.failureOfRestore("cut to " + length), pack, good.length);
    }
  }

  @Test
  void bytesAfterTheEnd_areReported() {
    Path pack = library.pack();
    byte[] good = SmallLibrary.read(pack);
    for (int more : new int[] {1, 48, 5000}) {
      SmallLibrary.write(pack, Arrays.copyOf(good, good.length + more));
      assertLocated(library.failureOfRestore(more + " more"), pack, good.length + more);
    }
  }

  @Test
  void packThatIsGone_isReportedWithTheFileThatNeedsIt() throws IOException {
    Files.delete(library.pack());
    assertThat(library.failureOfRestore("a missing pack"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("chunk")
        .hasMessageContaining("dir/");
  }

  @Test
  void foreignFilesAmongPacks_doNoHarm() throws IOException {
    Path packs = library.file("packs");
    Files.writeString(packs.resolve("README"), "foreign");
    Files.writeString(packs.resolve("with a space"), "foreign");
    Files.createDirectory(packs.resolve("zz"));
    Files.writeString(packs.resolve("zz/notes.txt"), "foreign");
    Path ab = Files.createDirectories(packs.resolve("ab"));
    Files.writeString(ab.resolve("ab" + "0".repeat(62) + ".pack"), "no pack, but named like one");
    Files.createDirectories(packs.resolve("directory/" + "1".repeat(64) + ".txt"));
    library.assertRestores();
    assertThat(library.holotree().list().recordings()).hasSize(1);
    RecordReceipt again = library.holotree().record(RecordRequest.of(library.stageAway()));
    assertThat(again.storedChunks()).isOne();
  }

  @ParameterizedTest(name = "byte {0}")
  @ValueSource(ints = {0, -100, -1})
  void packWithDamagedEnds_isReplacedWhenTheSameTreeIsRecordedAgain(int at) {
    Path pack = library.pack();
    byte[] bad = SmallLibrary.read(pack);
    bad[Math.floorMod(at, bad.length)] ^= 1;
    SmallLibrary.write(pack, bad);
    library.recordAgain();
    library.assertRestores();
  }

  @Test
  void unknownCodec_isNamedWithTheModuleToAdd() {
    Path pack = library.pack();
    byte[] bytes = SmallLibrary.read(pack);
    byte[] codec = "brotli\0\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(codec, 0, bytes, 16 + 4, codec.length);
    Checksums.putCrc32c(bytes, 16, 28);
    SmallLibrary.write(pack, bytes);
    assertThat(library.failureOfRestore("an unknown codec"))
        .isInstanceOf(ProviderMissingException.class)
        .hasMessageContaining("brotli")
        .hasMessageContaining("holotree.codec.brotli")
        .hasMessageContaining("zstd")
        .hasMessageContaining(String.valueOf(pack.getFileName()));
  }

  @Test
  void packOfALaterVersion_isRefusedWithTheVersions() {
    Path pack = library.pack();
    byte[] bytes = SmallLibrary.read(pack);
    bytes[8] = 2;
    Checksums.putCrc32c(bytes, 0, 12);
    SmallLibrary.write(pack, bytes);
    assertThat(library.failureOfRestore("version 2"))
        .isInstanceOf(FormatVersionException.class)
        .hasMessageContaining(String.valueOf(pack.getFileName()));
    assertThat(Workplace.packs(library.work().library())).containsExactly(pack);
  }

  private static void assertLocated(HolotreeException failure, Path pack, long size) {
    assertThat(failure)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(pack.toString())
        .hasMessageContaining("offset");
    assertThat(((CorruptException) failure).offset()).isBetween(0L, size);
  }
}
