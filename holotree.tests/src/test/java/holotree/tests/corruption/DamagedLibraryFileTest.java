package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.engine.RecordRequest;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damage to catalogs, names and the library's own file.
class DamagedLibraryFileTest {

  @AutoClose private final SmallLibrary library = new SmallLibrary();

  @Test
  void flippedBitInAnyByteOfACatalog_isReportedWithTheCatalog() {
    Path catalog = library.catalog();
    byte[] good = SmallLibrary.read(catalog);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << (at % 8));
      SmallLibrary.write(catalog, bad);
      assertThat(library.failureOfRestore("a flipped bit at " + at))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining(catalog.toString());
    }
    SmallLibrary.write(catalog, good);
    library.assertRestores();
  }

  @Test
  void truncatedCatalog_isReportedWithTheCatalog() {
    Path catalog = library.catalog();
    byte[] good = SmallLibrary.read(catalog);
    for (int length = 0; length < good.length; length++) {
      SmallLibrary.write(catalog, Arrays.copyOf(good, length));
      assertThat(library.failureOfRestore("cut to " + length))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining(catalog.toString());
    }
  }

  @Test
  void catalogUnderTheIdOfAnother_isReported() throws IOException {
    Path catalog = library.catalog();
    Files.writeString(library.stageAway().resolve("more"), "more");
    library.holotree().record(RecordRequest.of(library.stageAway()));
    Path other =
        Workplace.catalogs(library.work().library()).stream()
            .filter(file -> !file.equals(catalog))
            .findFirst()
            .orElseThrow();
    SmallLibrary.write(catalog, SmallLibrary.read(other));
    assertThat(library.failureOfRestore("a swapped catalog"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(catalog.toString());
  }

  @ParameterizedTest(name = "byte {0}")
  @ValueSource(ints = {0, 40, -1})
  void damagedCatalog_isReplacedWhenTheSameTreeIsRecordedAgain(int at) {
    Path catalog = library.catalog();
    byte[] bad = SmallLibrary.read(catalog);
    bad[Math.floorMod(at, bad.length)] ^= 1;
    SmallLibrary.write(catalog, bad);
    library.recordAgain();
    library.assertRestores();
  }

  @Test
  void flippedBitInAnyByteOfAName_isReportedAndNeverAnotherRecording() {
    Path name = library.file("names/" + SmallLibrary.NAME);
    byte[] good = SmallLibrary.read(name);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << (at % 8));
      SmallLibrary.write(name, bad);
      HolotreeException failure = library.failureOfRestore("a flipped bit at " + at);
      assertThat(failure)
          .isInstanceOfAny(CorruptException.class, FormatVersionException.class)
          .hasMessageContaining(name.toString());
    }
  }

  @Test
  void damagedName_isMendedByRecordingUnderItAgain() {
    SmallLibrary.write(library.file("names/" + SmallLibrary.NAME), new byte[0]);
    assertThat(library.failureOfRestore("an empty name")).isInstanceOf(CorruptException.class);
    library.recordAgain();
    library.assertRestores();
  }

  @ParameterizedTest
  @ValueSource(strings = {"holotree-library 2\n", "holotree-library 999999999\n"})
  void libraryOfALaterVersion_isRefusedAndUntouched(String format) throws IOException {
    Files.writeString(library.file("FORMAT"), format);
    TreeListing before = TreeListing.of(library.work().library());
    assertThat(library.failureOfRestore("another version"))
        .isInstanceOf(FormatVersionException.class)
        .hasMessageContaining(library.file("FORMAT").toString());
    assertThatThrownBy(
            () -> library.holotree().record(RecordRequest.of(library.stageAway()).named("new")))
        .isInstanceOf(FormatVersionException.class);
    assertThatThrownBy(() -> library.holotree().list()).isInstanceOf(FormatVersionException.class);
    before.assertSameAs(library.work().library());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "holotree-library x\n", "holotree-library 1", "something else\n"})
  void damagedFormat_isReported(String format) throws IOException {
    Files.writeString(library.file("FORMAT"), format);
    assertThat(library.failureOfRestore("a damaged FORMAT"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(library.file("FORMAT").toString());
    RecordRequest request = RecordRequest.of(library.stageAway());
    assertThatThrownBy(() -> library.holotree().record(request))
        .isInstanceOf(CorruptException.class);
  }
}
