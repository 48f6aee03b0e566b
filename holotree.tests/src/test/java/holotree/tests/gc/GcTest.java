package holotree.tests.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.NotFoundException;
import holotree.api.error.UnsafeException;
import holotree.engine.GcReport;
import holotree.engine.GcRequest;
import holotree.engine.Holotree;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Recordings;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a collection takes, and what stays whatever it is told.
class GcTest {

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Recordings recordings = new Recordings(work);

  @Test
  void whatNothingStandsFor_goes_withWhatOnlyItNeeds() {
    Digest gone = recordings.record(holotree, "-nameless", 1, 2, 3);
    recordings.record(holotree, "kept", 4, 5);
    long before = packBytes();
    GcReport report = holotree.gc(GcRequest.garbage());
    assertThat(reasons(report))
        .containsOnly(
            Map.entry(gone, GcReport.Reason.NOTHING_STANDS_FOR_IT),
            Map.entry(id("kept"), GcReport.Reason.NAMED));
    assertThat(report.packs())
        .extracting(GcReport.Pack::fate)
        .containsExactlyInAnyOrder(GcReport.Fate.GOES, GcReport.Fate.STAYS);
    assertThat(before - packBytes()).isEqualTo(report.freedBytes()).isGreaterThan(60_000);
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.show(gone.toString()));
    assertThat(Workplace.names(work.library().resolve("used"))).isEmpty();
    assertThat(Workplace.names(work.library().resolve("locks/catalogs")))
        .containsExactly(id("kept").toString());
    recordings.assertRestores(holotree, "kept");
    requireClean();
  }

  @Test
  void sharedChunks_stay_andAPackThatIsMostlyGarbageIsWrittenAnew() {
    recordings.record(holotree, "first", 1, 2, 3, 4, 5, 6, 7, 8);
    recordings.record(holotree, "second", 1, 9);
    holotree.evict("first");
    GcReport report = holotree.gc(GcRequest.garbage());
    assertThat(report.packs())
        .extracting(GcReport.Pack::fate)
        .containsExactlyInAnyOrder(GcReport.Fate.COMPACTED, GcReport.Fate.STAYS);
    assertThat(packBytes()).isLessThan(3 * Recordings.FILE_BYTES);
    recordings.assertRestores(holotree, "second");
    requireClean();
    GcReport again = holotree.gc(GcRequest.garbage());
    assertThat(again.freedBytes()).isZero();
    assertThat(again.packs()).allMatch(pack -> pack.fate() == GcReport.Fate.STAYS);
  }

  @Test
  void pinned_restoredAndAskedFor_stayWhateverTheLimits() {
    for (String name : List.of("pinned", "restored", "asked", "other")) {
      recordings.record(holotree, name, name.hashCode());
    }
    holotree.pin("pinned");
    holotree.restore(RestoreRequest.of("restored").to(work.path("space")));
    age(Duration.ofDays(50));
    GcRequest all = GcRequest.garbage().unused(10).within(0).keeping(List.of("asked"));
    GcReport report = holotree.gc(all);
    assertThat(reasons(report))
        .containsOnlyKeys(report.recordings().stream().map(GcReport.Recording::catalog).toList())
        .containsValues(GcReport.Reason.PINNED, GcReport.Reason.SPACE, GcReport.Reason.ASKED);
    assertThat(holotree.list().recordings())
        .extracting(each -> each.name())
        .containsExactly("asked", "pinned", "restored");
    for (String name : List.of("asked", "pinned", "restored")) {
      recordings.assertRestores(holotree, name);
    }
    holotree.unpin("pinned");
    holotree.delete(new Target.Directory(work.path("space")));
    Program.of("rm", "-rf", work.home().resolve("spaces")).output();
    age(Duration.ofDays(50));
    holotree.gc(GcRequest.garbage().unused(10));
    assertThat(holotree.list().recordings()).isEmpty();
    assertThat(Workplace.packs(work.library())).isEmpty();
  }

  @Test
  void pinOutlivesTheName_andEvictingIsRefusedUntilItIsGone() {
    Digest id = recordings.record(holotree, "tree", 1);
    holotree.pin("tree");
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.evict("tree"))
        .satisfies(refused -> assertThat(refused.next()).contains("holotree unpin"));
    recordings.record(holotree, "tree", 2);
    holotree.gc(GcRequest.garbage());
    holotree.restore(RestoreRequest.of(id.toString()).to(work.path("old")));
    assertThat(work.path("old/in/file-1")).exists();
    assertThat(holotree.unpin(id.toString()).changed()).isTrue();
    holotree.delete(new Target.Directory(work.path("old")));
    assertThat(reasons(holotree.gc(GcRequest.garbage())))
        .containsEntry(id, GcReport.Reason.NOTHING_STANDS_FOR_IT);
  }

  @Test
  void leastRecentlyUsed_goFirst_untilTheSizeFits() {
    for (int i = 1; i <= 5; i++) {
      recordings.record(holotree, "tree-" + i, 10 * i, 10 * i + 1, 10 * i + 2);
      used("tree-" + i, Instant.now().minus(Duration.ofDays(10 - i)));
    }
    used("tree-1", Instant.now().minus(Duration.ofMinutes(1)));
    // Two trees of three files fit.
    GcReport report = holotree.gc(GcRequest.garbage().within(7L * Recordings.FILE_BYTES));
    assertThat(holotree.list().recordings())
        .extracting(each -> each.name())
        .containsExactly("tree-1", "tree-5");
    assertThat(reasons(report).values())
        .containsExactlyInAnyOrder(
            GcReport.Reason.NAMED,
            GcReport.Reason.NAMED,
            GcReport.Reason.OVER_SIZE,
            GcReport.Reason.OVER_SIZE,
            GcReport.Reason.OVER_SIZE);
    assertThat(packBytes()).isLessThanOrEqualTo(7L * Recordings.FILE_BYTES);
    recordings.assertRestores(holotree, "tree-1");
    recordings.assertRestores(holotree, "tree-5");
    requireClean();
  }

  @Test
  void whatWasRestoredLately_isUsed() throws IOException {
    recordings.record(holotree, "idle", 1);
    recordings.record(holotree, "busy", 2);
    age(Duration.ofDays(50));
    recordings.assertRestores(holotree, "busy");
    Program.of("rm", "-rf", work.home().resolve("spaces/.state")).output();
    holotree.gc(GcRequest.garbage().unused(30));
    assertThat(holotree.list().recordings())
        .extracting(each -> each.name())
        .containsExactly("busy");
  }

  @Test
  void whatWasRecordedAgainLately_isUsed() {
    Digest id = recordings.record(holotree, "tree", 1);
    age(Duration.ofDays(50));
    assertThat(recordings.recordAgain(holotree, "tree")).isEqualTo(id);
    holotree.gc(GcRequest.garbage().unused(30));
    recordings.assertRestores(holotree, "tree");
  }

  @Test
  void dryRun_changesNothing_andSaysWhatTheRunDoes() {
    recordings.record(holotree, "first", 1, 2, 3, 4, 5, 6, 7, 8);
    recordings.record(holotree, "second", 1, 9);
    recordings.record(holotree, "-nameless", 11);
    holotree.evict("first");
    String before =
        Program.shell("cd \"$1\"; find . -type f | sort | xargs sha256sum", work.library())
            .output();
    GcReport told = holotree.gc(GcRequest.garbage().dry());
    String after =
        Program.shell("cd \"$1\"; find . -type f | sort | xargs sha256sum", work.library())
            .output();
    assertThat(after).isEqualTo(before);
    GcReport done = holotree.gc(GcRequest.garbage());
    assertThat(told.recordings()).isEqualTo(done.recordings());
    assertThat(told.packs()).isEqualTo(done.packs());
  }

  @Test
  void damagedCatalogOfARecordingThatStays_stopsTheCollection() throws IOException {
    Digest bad = recordings.record(holotree, "bad", 1);
    recordings.record(holotree, "-nameless", 2);
    flip(work.library().resolve("catalogs/" + bad + ".catalog"), 40);
    List<Path> packs = Workplace.packs(work.library());
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> holotree.gc(GcRequest.garbage()))
        .satisfies(corrupt -> assertThat(corrupt.next()).contains("holotree check --heal"));
    assertThat(Workplace.packs(work.library())).isEqualTo(packs);
    assertThat(Workplace.catalogs(work.library())).hasSize(2);
  }

  @Test
  void packsThatCannotBeJudged_stay() throws IOException {
    recordings.record(holotree, "first", 1, 2, 3, 4, 5, 6, 7, 8);
    recordings.record(holotree, "second", 1, 9);
    recordings.record(holotree, "-nameless", 21);
    holotree.evict("first");
    List<Path> packs = Workplace.packs(work.library());
    Map<Path, Integer> where = Map.of(largest(packs), 60);
    where.forEach(GcTest::flip);
    Path cut = packs.stream().filter(pack -> !where.containsKey(pack)).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 10));
    GcReport report = holotree.gc(GcRequest.garbage());
    assertThat(report.packs())
        .extracting(GcReport.Pack::fate)
        .contains(GcReport.Fate.DAMAGED, GcReport.Fate.UNREADABLE);
    assertThat(Workplace.packs(work.library())).contains(largest(packs), cut);
  }

  @Test
  void spaceThatIsGoneForLong_isForgotten_aMovedOneAndOneOfLateIsNot() throws IOException {
    recordings.record(holotree, "tree", 1);
    for (String name : List.of("gone-long", "gone-lately", "there")) {
      holotree.restore(RestoreRequest.of("tree").to(work.path("targets/" + name)));
    }
    Instant old = Instant.now().minus(Duration.ofDays(40));
    for (String state : work.states()) {
      Files.setLastModifiedTime(work.home().resolve("spaces/.state/" + state), FileTime.from(old));
    }
    holotree.restore(RestoreRequest.of("tree").to(work.path("targets/new")));
    Program.of("rm", "-rf", work.path("targets/gone-long"), work.path("targets/new")).output();
    assertThat(holotree.gc(GcRequest.garbage()).forgottenSpaces()).isEqualTo(1);
    assertThat(work.states()).hasSize(3);
  }

  @Test
  void libraryThatIsNotThere_isNotFound_andNotMade() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.gc(GcRequest.garbage()));
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> holotree.check(false));
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(holotree::heal);
    assertThat(work.library()).doesNotExist();
  }

  private void requireClean() {
    assertThat(holotree.check(true).faults()).isEmpty();
  }

  private Digest id(String name) {
    return holotree.show(name).id();
  }

  private static Map<Digest, GcReport.Reason> reasons(GcReport report) {
    return report.recordings().stream()
        .collect(Collectors.toMap(GcReport.Recording::catalog, GcReport.Recording::reason));
  }

  private long packBytes() {
    return holotree.list().packBytes();
  }

  private static Path largest(List<Path> packs) {
    return packs.stream()
        .max(Comparator.comparingLong(pack -> pack.toFile().length()))
        .orElseThrow();
  }

  private static void flip(Path file, int at) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[at] ^= 1;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets all that was recorded have been used last so long ago.
  private void age(Duration ago) {
    holotree.list().recordings().forEach(each -> used(each.name(), Instant.now().minus(ago)));
  }

  private void used(String name, Instant time) {
    Digest id = id(name);
    try {
      Files.setLastModifiedTime(
          work.library().resolve("catalogs/" + id + ".catalog"), FileTime.from(time));
      Path used = work.library().resolve("used/" + id);
      if (Files.exists(used)) {
        Files.setLastModifiedTime(used, FileTime.from(time));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
