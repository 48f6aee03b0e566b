package holotree.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.NotFoundException;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.engine.format.RandomCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryTest {

  private static final Digest ONE = Digest.parse("12345678" + "a".repeat(56));
  private static final Digest OTHER = Digest.parse("12345678" + "b".repeat(56));

  @TempDir Path scratch;
  private LibraryFolder folder;
  private Library library;

  @BeforeEach
  void open() {
    folder = new LibraryFolder(scratch);
    library = folder.library();
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void absentLibrary_isMadeByTheFirstWriterAlone() {
    assertThat(library.checkFormat()).isFalse();
    assertThat(scratch.resolve("FORMAT")).doesNotExist();
    library.prepareToWrite();
    library.prepareToWrite();
    assertThat(library.checkFormat()).isTrue();
    assertThat(scratch.resolve("FORMAT")).hasContent("holotree-library 1\n");
  }

  @Test
  void libraryOfALaterVersion_isRefused() throws IOException {
    Files.writeString(scratch.resolve("FORMAT"), "holotree-library 2\n");
    assertThatExceptionOfType(FormatVersionException.class)
        .isThrownBy(library::prepareToWrite)
        .satisfies(error -> assertThat(error.what()).startsWith(scratch + "/FORMAT"));
  }

  @Test
  void endlessFormat_isRefused() throws IOException {
    Files.write(scratch.resolve("FORMAT"), new byte[5000]);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(library::checkFormat);
  }

  @Test
  void name_standsForWhatItWasGivenLast() {
    library.names().put("ci", ONE);
    library.names().put("ci", OTHER);
    library.names().put("a", ONE);
    assertThat(library.resolve("ci")).isEqualTo(OTHER);
    assertThat(library.names().names()).containsExactly("a", "ci");
  }

  @Test
  void damagedName_isRefused() throws IOException {
    library.names().put("ci", ONE);
    Files.writeString(scratch.resolve("names/ci"), "x");
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> library.resolve("ci"))
        .satisfies(error -> assertThat(error.file()).isEqualTo(scratch + "/names/ci"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../FORMAT", "/etc/passwd", "a/b", "A", "a\0", "-a"})
  void whatIsNoName_isNotFound(String name) {
    library.prepareToWrite();
    assertThat(library.names().get(name)).isNull();
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> library.resolve(name));
  }

  @Test
  void idAndItsBeginning_areResolved() {
    Digest id =
        library.catalogs().publish(RandomCatalog.of(new Random(1), 5), folder.codec(), () -> {});
    String text = id.toString();
    for (int digits = 8; digits <= 64; digits++) {
      assertThat(library.resolve(text.substring(0, digits))).isEqualTo(id);
    }
    for (String other : new String[] {text.substring(0, 7), text + "0", text.substring(1)}) {
      assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> library.resolve(other));
    }
  }

  @Test
  void beginningOfTwoIds_isNotFound() throws IOException {
    library.catalogs().publish(RandomCatalog.of(new Random(1), 5), folder.codec(), () -> {});
    Files.write(folder.catalog(ONE), new byte[0]);
    Files.write(folder.catalog(OTHER), new byte[0]);
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> library.resolve("12345678"))
        .satisfies(error -> {
          assertThat(error.what()).contains("begins 2 ids");
          assertThat(error.next()).isEqualTo("Give more digits.");
        });
    assertThat(library.resolve("12345678a")).isEqualTo(ONE);
  }

  @Test
  void name_winsOverTheIdItLooksLike() {
    Digest id =
        library.catalogs().publish(RandomCatalog.of(new Random(1), 5), folder.codec(), () -> {});
    String prefix = id.toString().substring(0, 8);
    library.names().put(prefix, ONE);
    assertThat(library.resolve(prefix)).isEqualTo(ONE);
  }

  @Test
  void misspeltName_isAnsweredWithTheNearest() {
    library.names().put("python-3.12", ONE);
    library.names().put("node", ONE);
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> library.resolve("pyhton-3.12"))
        .satisfies(error -> assertThat(error.near()).containsExactly("python-3.12"));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> library.resolve("zzzzzz"))
        .satisfies(error -> assertThat(error.next()).contains("holotree list"));
  }

  @Test
  void nameWhoseCatalogIsGone_isCorrupt() {
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> library.catalog(ONE))
        .satisfies(error -> assertThat(error.file()).endsWith(ONE + ".catalog"));
  }

  @Test
  void sharedLocks_doNotExcludeEachOther() {
    library.prepareToWrite();
    try (StoreLock _ = library.locks().shared();
        StoreLock _ = library.locks().shared()) {
      assertThat(folder.store().tryLock("locks/library", LockMode.EXCLUSIVE)).isNull();
    }
  }
}
