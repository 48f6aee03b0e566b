package holotree.tests.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.NotFoundException;
import holotree.engine.CheckReport;
import holotree.engine.CheckReport.Kind;
import holotree.engine.GcReport;
import holotree.engine.GcRequest;
import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.Recordings;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Damage is found, told and healed, and what was damaged is kept.
class HealTest {

  private static final int IN_THE_FIRST_FRAME = 1000;

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Recordings recordings = new Recordings(work);

  @Test
  void libraryInOrder_isClean_andHealingDoesNothing() {
    recordings.record(holotree, "tree", 1, 2);
    CheckReport report = holotree.check(true);
    assertThat(report.clean()).isTrue();
    assertThat(report.bytes()).isGreaterThan(2L * Recordings.FILE_BYTES);
    assertThat(holotree.check(false).bytes()).isZero();
    CheckReport healed = holotree.heal();
    assertThat(healed.faults()).isEmpty();
    assertThat(healed.quarantine()).isZero();
  }

  @Test
  void damagedFrame_isFoundByReading_andToldWithWhatItBreaks() {
    Digest id = recordings.record(holotree, "tree", 1, 2);
    flip(pack(), IN_THE_FIRST_FRAME);
    assertThat(holotree.check(false).faults()).isEmpty();
    CheckReport report = holotree.check(true);
    assertThat(kinds(report)).containsExactly(Kind.INCOMPLETE, Kind.PACK_NAME, Kind.FRAME);
    assertThat(report.unusable())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.catalog()).isEqualTo(id);
          assertThat(each.names()).containsExactly("tree");
          assertThat(each.missingChunks()).isEqualTo(3);
        });
    assertThat(report.healing()).isNull();
    assertThat(Workplace.names(work.library().resolve("quarantine"))).isEmpty();
  }

  @Test
  void contentsComeBackFromASpace_itsPathUndone() {
    recordings.record(holotree, "tree", 1, 2);
    holotree.restore(RestoreRequest.of("tree").to(work.path("elsewhere")));
    flip(pack(), IN_THE_FIRST_FRAME);
    Path bad = pack();
    CheckReport report = holotree.heal();
    assertThat(report.clean()).isTrue();
    assertThat(report.unusable()).isEmpty();
    assertThat(report.healing()).isNotNull();
    assertThat(report.healing().fromSpaces()).isEqualTo(3);
    assertThat(report.healing().quarantined())
        .containsExactly("quarantine/1/" + work.library().relativize(bad));
    assertThat(work.library().resolve(report.healing().quarantined().getFirst())).exists();
    assertThat(holotree.check(true).faults()).isEmpty();
    recordings.assertRestores(holotree, "tree");
  }

  @Test
  void contentsComeBackFromThePool() {
    recordings.record(holotree, "tree", 1, 2);
    holotree.restore(RestoreRequest.of("tree").to(work.path("linked")).placed(Placement.HARDLINK));
    // The space itself is lost, but for the file that holds its own path.
    Program.of("rm", "-rf", work.path("linked/in")).output();
    flip(pack(), IN_THE_FIRST_FRAME);
    CheckReport report = holotree.heal();
    assertThat(report.healing().fromPool()).isEqualTo(2);
    assertThat(report.healing().fromSpaces()).isEqualTo(1);
    assertThat(report.clean()).isTrue();
    recordings.assertRestores(holotree, "tree");
  }

  @Test
  void whatIsIntactInADamagedPack_isKept() throws IOException {
    // Over 1 MiB in all: two frames.
    recordings.record(holotree, "tree", IntStream.range(0, 80).toArray());
    recordings.record(holotree, "last", 79);
    flip(pack(), IN_THE_FIRST_FRAME);
    CheckReport report = holotree.heal();
    assertThat(report.healing().fromPacks()).isBetween(20L, 60L);
    assertThat(report.unusable())
        .extracting(CheckReport.Unusable::names)
        .containsExactly(List.of("tree"));
    assertThat(report.clean()).isTrue();
    recordings.assertRestores(holotree, "last");
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> holotree.show("tree"));
  }

  @Test
  void whatIsNowhere_isNamed_keptInQuarantine_andComesBackWhenItIsFound() {
    Digest id = recordings.record(holotree, "tree", 1, 2);
    byte[] good = read(pack());
    Path pack = pack();
    flip(pack, IN_THE_FIRST_FRAME);
    CheckReport lost = holotree.heal();
    assertThat(lost.clean()).isTrue();
    assertThat(lost.unusable()).extracting(CheckReport.Unusable::catalog).containsExactly(id);
    assertThat(lost.unusable().getFirst().reason()).contains("in no pack intact");
    assertThat(holotree.list().recordings()).isEmpty();
    assertThat(holotree.check(true).quarantine()).isEqualTo(3);
    // Somebody finds a copy of the pack.
    write(pack, good);
    CheckReport found = holotree.heal();
    assertThat(found.healing().broughtBack()).containsExactly(id);
    recordings.assertRestores(holotree, "tree");
    assertThat(holotree.check(true).faults()).isEmpty();
  }

  @Test
  void recordingAgain_afterAHealingThatFoundNothing_makesItWhole() {
    recordings.record(holotree, "tree", 1, 2);
    flip(pack(), IN_THE_FIRST_FRAME);
    holotree.heal();
    Path stage = recordings.stage("tree", 1, 2);
    holotree.record(RecordRequest.of(stage).named("tree"));
    assertThat(holotree.check(true).faults()).isEmpty();
    recordings.assertRestores(holotree, "tree");
  }

  @Test
  void whatAHealingPutAside_isNoGarbage() {
    recordings.record(holotree, "old", 1, 2);
    List<Path> before = Workplace.packs(work.library());
    Digest id = recordings.record(holotree, "app", 1, 2, 3);
    Path pack = packBesides(before);
    holotree.pin("app");
    holotree.evict("old");
    byte[] good = read(pack);
    flip(pack, IN_THE_FIRST_FRAME);
    holotree.heal();
    GcReport report = holotree.gc(GcRequest.garbage().unused(0).within(0));
    assertThat(report.recordings())
        .filteredOn(each -> !each.evicted())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.catalog()).isEqualTo(id);
          assertThat(each.names()).containsExactly("app");
          assertThat(each.reason()).isEqualTo(GcReport.Reason.QUARANTINED);
        });
    write(pack, good);
    assertThat(holotree.heal().healing().broughtBack()).containsExactly(id);
    recordings.assertRestores(holotree, "app");
    assertThat(holotree.gc(GcRequest.garbage().within(0)).recordings())
        .extracting(GcReport.Recording::reason)
        .containsExactly(GcReport.Reason.PINNED);
  }

  @Test
  void healingThatWasInterruptedWhileItBroughtBack_losesNothingToACollection() {
    Digest id = recordings.record(holotree, "app", 1);
    byte[] good = read(pack());
    Path pack = pack();
    flip(pack, IN_THE_FIRST_FRAME);
    holotree.heal();
    write(pack, good);
    // The catalog is back, its name not yet.
    Path catalog = work.library().resolve("catalogs/" + id + ".catalog");
    write(catalog, read(work.library().resolve("quarantine/1/catalogs/" + id + ".catalog")));
    GcReport report = holotree.gc(GcRequest.garbage());
    assertThat(report.recordings())
        .extracting(GcReport.Recording::reason)
        .containsExactly(GcReport.Reason.QUARANTINED);
    holotree.heal();
    recordings.assertRestores(holotree, "app");
  }

  @Test
  void nameThatStandsForAnotherTreeSince_doesNotGoBackToTheFirst() {
    Digest first = recordings.record(holotree, "app", 1);
    Path packOfFirst = pack();
    byte[] goodFirst = read(packOfFirst);
    flip(packOfFirst, IN_THE_FIRST_FRAME);
    holotree.heal();
    Digest second = recordings.record(holotree, "app", 2);
    Path packOfSecond = pack();
    byte[] goodSecond = read(packOfSecond);
    flip(packOfSecond, IN_THE_FIRST_FRAME);
    holotree.heal();
    write(packOfFirst, goodFirst);
    assertThat(holotree.heal().healing().broughtBack()).containsExactly(first);
    assertThat(holotree.list().recordings()).isEmpty();
    write(packOfSecond, goodSecond);
    assertThat(holotree.heal().healing().broughtBack()).containsExactly(second);
    assertThat(holotree.show("app").id()).isEqualTo(second);
    assertThat(holotree.list().recordings()).hasSize(1);
    assertThat(holotree.check(true).faults()).isEmpty();
  }

  @Test
  void whatWasEvictedAfterItWasRecordedAgain_doesNotComeBack() {
    Digest id = recordings.record(holotree, "app", 1);
    flip(pack(), IN_THE_FIRST_FRAME);
    holotree.heal();
    assertThat(recordings.recordAgain(holotree, "app")).isEqualTo(id);
    holotree.evict("app");
    holotree.heal();
    assertThat(holotree.list().recordings()).isEmpty();
    holotree.gc(GcRequest.garbage());
    assertThat(Workplace.packs(work.library())).isEmpty();
    assertThat(holotree.heal().healing().broughtBack()).isEmpty();
    assertThat(Workplace.catalogs(work.library())).isEmpty();
  }

  @Test
  void catalogThatWasPutAsideTwice_comesBackFromTheCopyThatIsIntact() {
    Digest id = recordings.record(holotree, "app", 1);
    Path catalog = work.library().resolve("catalogs/" + id + ".catalog");
    flip(catalog, 40);
    holotree.heal();
    assertThat(recordings.recordAgain(holotree, "app")).isEqualTo(id);
    Path pack = pack();
    byte[] good = read(pack);
    flip(pack, IN_THE_FIRST_FRAME);
    holotree.heal();
    write(pack, good);
    assertThat(holotree.heal().healing().broughtBack()).containsExactly(id);
    recordings.assertRestores(holotree, "app");
  }

  @Test
  void tornPack_damagedCatalog_andNamesOfNothing_goIntoQuarantine() throws IOException {
    Digest first = recordings.record(holotree, "first", 1);
    Path torn = pack();
    Digest second = recordings.record(holotree, "second", 2);
    recordings.record(holotree, "thirdly", 3);
    write(torn, Arrays.copyOf(read(torn), 2000));
    flip(work.library().resolve("catalogs/" + second + ".catalog"), 50);
    write(work.library().resolve("names/thirdly"), new byte[] {'x'});
    Files.copy(work.library().resolve("names/first"), work.library().resolve("names/other"));
    Files.delete(work.library().resolve("catalogs/" + first + ".catalog"));
    CheckReport found = holotree.check(false);
    assertThat(kinds(found))
        .containsExactlyInAnyOrder(
            Kind.PACK, Kind.CATALOG, Kind.NAME, Kind.DANGLING, Kind.DANGLING);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> holotree.list());
    CheckReport healed = holotree.heal();
    assertThat(healed.clean()).isTrue();
    assertThat(healed.unusable())
        .extracting(CheckReport.Unusable::catalog)
        .containsExactlyInAnyOrder(first, second);
    assertThat(holotree.list().recordings()).isEmpty();
    assertThat(healed.quarantine()).isEqualTo(6);
  }

  @Test
  void lostFormat_isWrittenAgain() throws IOException {
    recordings.record(holotree, "tree", 1);
    Files.delete(work.library().resolve("FORMAT"));
    assertThat(kinds(holotree.check(false))).containsExactly(Kind.FORMAT);
    assertThat(holotree.heal().clean()).isTrue();
    recordings.assertRestores(holotree, "tree");
  }

  @Test
  void interruptedHealing_isFinishedByTheNext() throws IOException {
    recordings.record(holotree, "tree", 1, 2);
    recordings.record(holotree, "many", IntStream.range(100, 180).toArray());
    // As it is when the damaged pack has been moved, and nothing else was done.
    Path pack = pack();
    flip(pack, IN_THE_FIRST_FRAME);
    Path place = work.library().resolve("quarantine/1").resolve(work.library().relativize(pack));
    Files.createDirectories(place.getParent());
    Files.move(pack, place);
    CheckReport report = holotree.heal();
    assertThat(report.healing().fromPacks()).isPositive();
    assertThat(report.clean()).isTrue();
    recordings.assertRestores(holotree, "tree");
  }

  /// The largest.
  private Path pack() {
    return Workplace.packs(work.library()).stream()
        .max(Comparator.comparingLong(pack -> pack.toFile().length()))
        .orElseThrow();
  }

  private Path packBesides(List<Path> others) {
    return Workplace.packs(work.library()).stream()
        .filter(pack -> !others.contains(pack))
        .findFirst()
        .orElseThrow();
  }

  private static List<Kind> kinds(CheckReport report) {
    return report.faults().stream().map(CheckReport.Fault::kind).toList();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flip(Path file, int at) {
    byte[] bytes = read(file);
    bytes[at] ^= 1;
    write(file, bytes);
  }
}
