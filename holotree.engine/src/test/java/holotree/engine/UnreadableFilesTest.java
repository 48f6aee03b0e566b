package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import holotree.api.fs.FileSystemStrategy;
import holotree.engine.CheckReport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the disk cannot read stands in the way of nothing but itself, and is never taken for damage.
class UnreadableFilesTest {

  @TempDir Path scratch;
  private final FileSystemStrategy sound = SmallWorld.unsynced();
  private final UnreadableFiles disk = new UnreadableFiles();
  private SmallWorld world;
  private Path packOfLone;
  private Path packOfFirst;

  @BeforeEach
  void makeWorld() throws IOException {
    world = new SmallWorld(scratch);
    world.clear();
  }

  @Test
  void restore_takesWhatAnotherPackHolds() throws IOException {
    record(world.first(), SmallWorld.FIRST, "stored");
    Path library = world.library();
    Path other = world.root().resolve("other");
    Files.move(library, other);
    record(world.first(), SmallWorld.FIRST, MirrorCodec.ID);
    Path copied = LibraryCare.packs(other).getFirst();
    Path copy = library.resolve(other.relativize(copied));
    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
    Files.copy(copied, copy);
    Path pack = LibraryCare.packs(library).getFirst();
    disk.frames(pack);
    world.with(
        disk,
        holotree -> {
          RestoreReceipt receipt =
              holotree.restore(RestoreRequest.of(SmallWorld.FIRST).to(world.target("a")));
          assertThat(receipt.notices())
              .containsExactly(
                  new Notice(Notice.Kind.PACK_PASSED_OVER, 1, List.of(pack.toString())));
        });
    world.requireRestored(world.target("a"), world.first());
  }

  @Test
  void restore_takesFromTheLibraryWhatThePoolCannotGive() throws IOException {
    record(world.first(), SmallWorld.FIRST, "stored");
    RestoreRequest request = RestoreRequest.of(SmallWorld.FIRST).placed(Placement.HARDLINK);
    world.with(sound, holotree -> holotree.restore(request.to(world.target("a"))));
    try (Stream<Path> pool = Files.walk(world.home().resolve("pool/links"))) {
      pool.filter(Files::isRegularFile).forEach(disk::all);
    }
    world.with(
        disk,
        holotree -> {
          RestoreReceipt receipt = holotree.restore(request.to(world.target("b")));
          assertThat(receipt.pool().dropped()).isPositive();
          assertThat(receipt.pool().added()).isEqualTo(receipt.pool().dropped());
        });
    world.requireRestored(world.target("b"), world.first());
  }

  @Test
  void check_tellsWhatCannotBeRead_andLooksAtTheRest() {
    recordBoth();
    disk.frames(packOfLone);
    flip(packOfFirst);
    world.with(
        disk,
        holotree -> {
          CheckReport report = holotree.check(true);
          assertThat(report.clean()).isFalse();
          assertThat(report.faults())
              .extracting(CheckReport.Fault::kind)
              .containsExactlyInAnyOrder(
                  Kind.UNREADABLE, Kind.FRAME, Kind.PACK_NAME, Kind.INCOMPLETE);
          assertThat(unreadable(report))
              .isEqualTo(
                  new CheckReport.Fault(
                      Kind.UNREADABLE,
                      world.library().relativize(packOfLone).toString(),
                      "Could not read " + packOfLone + ": " + UnreadableFiles.REASON + "."));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void heal_leavesWhatCannotBeRead_andHealsTheRest(boolean footerToo) {
    recordBoth();
    world.with(
        sound,
        holotree ->
            holotree.restore(
                RestoreRequest.of(SmallWorld.FIRST).to(world.target("a")).placed(Placement.COPY)));
    flip(packOfFirst);
    if (footerToo) {
      disk.footer(packOfLone);
    } else {
      disk.frames(packOfLone);
    }
    world.with(
        disk,
        holotree -> {
          CheckReport report = holotree.heal();
          assertThat(report.clean()).isFalse();
          assertThat(unreadable(report).path()).contains(packOfLone.getFileName().toString());
          assertThat(report.healing().fromSpaces()).isPositive();
          assertThat(report.healing().quarantined()).singleElement().asString().contains("packs");
          assertThat(report.unusable())
              .hasSize(footerToo ? 1 : 0)
              .allSatisfy(each -> {
                assertThat(each.names()).containsExactly("lone");
                assertThat(each.reason()).contains("it stays").contains(UnreadableFiles.REASON);
              });
          assertThat(LibraryCare.names(holotree)).contains(SmallWorld.FIRST, "lone");
        });
    assertThat(packOfLone).exists();
    world.with(
        sound,
        holotree -> {
          assertThat(holotree.check(true).faults()).isEmpty();
          holotree.restore(RestoreRequest.of("lone").to(world.target("lone")));
          holotree.restore(RestoreRequest.of(SmallWorld.FIRST).to(world.target("b")));
        });
    world.requireRestored(world.target("lone"), world.lone());
    world.requireRestored(world.target("b"), world.first());
  }

  @Test
  void heal_leavesACatalogAndANameThatCannotBeRead() {
    recordBoth();
    Path name = world.library().resolve("names/lone");
    world.with(
        sound,
        holotree -> {
          Digest id = holotree.show("lone").id();
          disk.all(world.library().resolve("catalogs/" + id + ".catalog"));
        });
    disk.all(name);
    world.with(
        disk,
        holotree -> {
          CheckReport report = holotree.heal();
          assertThat(report.faults())
              .extracting(CheckReport.Fault::kind)
              .containsExactly(Kind.UNREADABLE, Kind.UNREADABLE);
          assertThat(report.healing().quarantined()).isEmpty();
          assertThat(report.unusable()).isEmpty();
          assertThat(report.clean()).isFalse();
        });
    world.with(sound, holotree -> assertThat(holotree.check(true).faults()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gc_leavesAPackThatCannotBeRead_andCollectsTheRest(boolean footerToo) {
    LibraryCare.recordGarbage(world, sound);
    world.with(sound, holotree -> holotree.evict(LibraryCare.SECOND));
    GcReport[] planned = new GcReport[1];
    world.with(sound, holotree -> planned[0] = holotree.gc(GcRequest.garbage().dry()));
    Path compacted =
        LibraryCare.packs(world.library()).stream()
            .filter(pack -> pack.toString().contains(packOf(planned[0], GcReport.Fate.COMPACTED)))
            .findFirst()
            .orElseThrow();
    if (footerToo) {
      disk.footer(compacted);
    } else {
      disk.frames(compacted);
    }
    world.with(
        disk,
        holotree -> {
          GcReport report = holotree.gc(GcRequest.garbage());
          assertThat(packOf(report, GcReport.Fate.UNREADABLE))
              .isEqualTo(packOf(planned[0], GcReport.Fate.COMPACTED));
          assertThat(packOf(report, GcReport.Fate.GOES))
              .isEqualTo(packOf(planned[0], GcReport.Fate.GOES));
        });
    assertThat(compacted).exists();
    assertThat(LibraryCare.packs(world.library())).hasSize(2);
    LibraryCare.requireWhole(world, sound);
    world.with(sound, holotree -> holotree.gc(GcRequest.garbage()));
    LibraryCare.requireNoGarbage(world, sound);
  }

  private static String packOf(GcReport report, GcReport.Fate fate) {
    return report.packs().stream()
        .filter(pack -> pack.fate() == fate)
        .map(pack -> pack.pack().toString())
        .findFirst()
        .orElse("no pack that " + fate);
  }

  private static CheckReport.Fault unreadable(CheckReport report) {
    return report.faults().stream()
        .filter(fault -> fault.kind() == Kind.UNREADABLE)
        .findFirst()
        .orElseThrow();
  }

  /// A pack for each of two recordings.
  private void recordBoth() {
    record(world.lone(), "lone", "stored");
    packOfLone = LibraryCare.packs(world.library()).getFirst();
    record(world.first(), SmallWorld.FIRST, "stored");
    packOfFirst =
        LibraryCare.packs(world.library()).stream()
            .filter(pack -> !pack.equals(packOfLone))
            .findFirst()
            .orElseThrow();
  }

  private static void flip(Path pack) {
    SmallWorld.run(() -> {
      byte[] bytes = Files.readAllBytes(pack);
      bytes[1000] ^= 1;
      Files.write(pack, bytes);
    });
  }

  private void record(Path stage, String name, String codec) {
    world.with(
        sound, holotree -> holotree.record(RecordRequest.of(stage).named(name).codec(codec)));
  }
}
