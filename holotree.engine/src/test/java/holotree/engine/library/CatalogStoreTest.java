package holotree.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.engine.format.CatalogFormat;
import holotree.engine.format.Hasher;
import holotree.engine.format.RandomCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogStoreTest {

  @TempDir Path scratch;
  private LibraryFolder folder;
  private CatalogStore catalogs;

  @BeforeEach
  void open() {
    folder = new LibraryFolder(scratch);
    catalogs = folder.library().catalogs();
  }

  @AfterEach
  void close() {
    assertThat(folder.store().openFiles()).isZero();
    folder.close();
  }

  @Test
  void catalog_isReadAsPublished() {
    Catalog catalog = RandomCatalog.of(new Random(1), 100);
    Digest id = catalogs.publish(catalog, folder.codec(), () -> {});
    assertThat(id).isEqualTo(Hasher.digest(CatalogFormat.encode(catalog)));
    assertThat(catalogs.ids()).containsExactly(id);
    assertThat(catalogs.has(id)).isTrue();
    assertThat(CatalogFormat.encode(catalogs.read(id))).isEqualTo(CatalogFormat.encode(catalog));
    assertThat(catalogs.publish(catalog, folder.codec(), () -> {})).isEqualTo(id);
    assertThat(folder.store().list("tmp"))
        .allMatch(name -> name.endsWith(".maker") || name.endsWith(".lock"));
  }

  @Test
  void catalog_isNotSeenBeforeItsContentsAreDurable() {
    Catalog catalog = RandomCatalog.of(new Random(6), 100);
    List<List<Digest>> seen = new ArrayList<>();
    Digest id = catalogs.publish(catalog, folder.codec(), () -> seen.add(catalogs.ids()));
    assertThat(seen).containsExactly(List.of());
    assertThat(catalogs.ids()).containsExactly(id);
  }

  @Test
  void catalogWhoseContentsAreLost_isNotPublished() {
    IllegalStateException lost = new IllegalStateException("the pack was not written");
    assertThat(
            catchThrowable(() ->
                catalogs.publish(
                    RandomCatalog.of(new Random(7), 100),
                    folder.codec(),
                    () -> {
                      throw lost;
                    })))
        .isSameAs(lost);
    assertThat(catalogs.ids()).isEmpty();
    assertThat(folder.store().list("tmp"))
        .allMatch(name -> name.endsWith(".maker") || name.endsWith(".lock"));
  }

  @Test
  void catalogOfSeveralFrames_isReadAsPublished() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    Random random = new Random(2);
    for (int i = 0; i < 130_000; i++) {
      byte[] name = String.format("%08d", i).getBytes(StandardCharsets.US_ASCII);
      int entry = builder.add(0, name, EntryType.FILE, 0644, i, i);
      builder.setSize(entry, 1);
      builder.setContent(entry, RandomCatalog.digest(random));
    }
    Catalog catalog = builder.build();
    byte[] body = CatalogFormat.encode(catalog);
    assertThat(body.length).isGreaterThan(8 << 20);
    Digest id = catalogs.publish(catalog, folder.codec(), () -> {});
    assertThat(Arrays.equals(CatalogFormat.encode(catalogs.read(id)), body)).isTrue();
  }

  @Test
  void absentCatalog_isNull() {
    Digest id = new Digest(1, 2, 3, 4);
    assertThat(catalogs.read(id)).isNull();
    assertThat(catalogs.has(id)).isFalse();
    assertThat(catalogs.ids()).isEmpty();
  }

  @Test
  void catalogUnderAnotherId_isRefused() throws IOException {
    Digest id = catalogs.publish(RandomCatalog.of(new Random(1), 10), folder.codec(), () -> {});
    Digest other = new Digest(1, 2, 3, 4);
    Files.copy(folder.catalog(id), folder.catalog(other));
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> catalogs.read(other))
        .satisfies(error -> {
          assertThat(error.file()).isEqualTo(folder.catalog(other).toString());
          assertThat(error.expected()).contains(other.toString());
          assertThat(error.actual()).contains(id.toString());
        });
  }

  @Test
  void everyDamagedByteAndEveryCut_isFound() throws IOException {
    Digest id = catalogs.publish(RandomCatalog.of(new Random(3), 2), folder.codec(), () -> {});
    byte[] whole = Files.readAllBytes(folder.catalog(id));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      requireFound(id, damaged, "byte " + at);
      requireFound(id, Arrays.copyOf(whole, at), "length " + at);
    }
    requireFound(id, Arrays.copyOf(whole, whole.length + 1), "one byte more");
  }

  @Test
  void damagedCatalog_isReplacedWhenItIsPublishedAgain() throws IOException {
    Catalog catalog = RandomCatalog.of(new Random(4), 20);
    Digest id = catalogs.publish(catalog, folder.codec(), () -> {});
    byte[] whole = Files.readAllBytes(folder.catalog(id));
    Files.write(folder.catalog(id), new byte[5]);
    assertThat(catalogs.publish(catalog, folder.codec(), () -> {})).isEqualTo(id);
    assertThat(folder.catalog(id)).hasBinaryContent(whole);
  }

  @Test
  void whatIsNoCatalog_isPassedOver() throws IOException {
    Digest id = catalogs.publish(RandomCatalog.of(new Random(5), 2), folder.codec(), () -> {});
    Files.write(scratch.resolve("catalogs/.DS_Store"), new byte[1]);
    Files.write(scratch.resolve("catalogs/abc.catalog"), new byte[1]);
    assertThat(catalogs.ids()).containsExactly(id);
  }

  private void requireFound(Digest id, byte[] bytes, String how) throws IOException {
    Files.write(folder.catalog(id), bytes);
    assertThat(catchThrowable(() -> catalogs.read(id)))
        .as(how)
        .isInstanceOfAny(CorruptException.class, FormatVersionException.class);
  }
}
