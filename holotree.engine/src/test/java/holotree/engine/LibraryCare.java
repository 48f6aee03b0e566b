package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.CorruptException;
import holotree.api.error.HolotreeException;
import holotree.api.fs.FileSystemStrategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Libraries that are to be collected or healed, and what must hold of them.
final class LibraryCare {

  /// The recording of the second stage.
  static final String SECOND = "second";

  private static final String LONE = "lone";
  private static final String TOLD = "the report";
  private static final int IN_THE_FIRST_FRAME = 1000;

  private LibraryCare() {}

  /// Makes a library of three packs: once [#SECOND] is evicted, of its pack a little is needed by
  /// [SmallWorld#FIRST]; of another pack nothing is.
  static void recordGarbage(SmallWorld world, FileSystemStrategy strategy) {
    world.with(
        strategy,
        holotree -> {
          holotree.record(RecordRequest.of(world.second()).named(SECOND));
          holotree.record(RecordRequest.of(world.first()).named(SmallWorld.FIRST));
          holotree.record(RecordRequest.of(world.lone()).named(LONE));
          holotree.evict(LONE);
        });
    assertThat(packs(world)).as("packs").hasSize(3);
  }

  /// Fails unless all that a name stands for is whole, and the first recording is among it.
  static void requireWhole(SmallWorld world, FileSystemStrategy strategy) {
    world.with(
        strategy,
        holotree -> {
          assertThat(holotree.check(true).faults()).as("faults").isEmpty();
          List<String> names = names(holotree);
          assertThat(names).contains(SmallWorld.FIRST);
          requireRestored(world, holotree, SmallWorld.FIRST, world.first());
          if (names.contains(SECOND)) {
            requireRestored(world, holotree, SECOND, world.second());
          }
        });
  }

  /// Fails unless nothing is there but what the first recording needs.
  static void requireNoGarbage(SmallWorld world, FileSystemStrategy strategy) {
    world.with(
        strategy,
        holotree -> {
          GcReport more = holotree.gc(GcRequest.garbage().dry());
          assertThat(more.recordings()).noneMatch(GcReport.Recording::evicted);
          assertThat(more.packs())
              .extracting(GcReport.Pack::fate)
              .containsOnly(GcReport.Fate.STAYS);
        });
  }

  /// Encodes everything with another codec; fails if a pack is left.
  static void recompress(Holotree holotree) {
    RecompressReceipt receipt = holotree.recompress(MirrorCodec.ID, null);
    assertThat(receipt.left()).as("packs left as they were").isEmpty();
  }

  /// Fails if a pack has a frame of another codec, or two have the same chunk: nothing is there twice.
  static void requireMirrored(SmallWorld world) {
    for (Path pack : packs(world)) {
      SmallWorld.run(() -> {
        String bytes = new String(Files.readAllBytes(pack), StandardCharsets.ISO_8859_1);
        assertThat(bytes).as("%s", pack).contains(MirrorCodec.ID).doesNotContain("stored");
      });
    }
    assertThat(packs(world)).as("packs").hasSizeLessThanOrEqualTo(3);
  }

  /// Makes a library of two recordings, a chunk of both of which is damaged; a space has what both miss.
  static void damage(SmallWorld world, FileSystemStrategy strategy) {
    world.with(
        strategy,
        holotree -> {
          holotree.record(RecordRequest.of(world.first()).named(SmallWorld.FIRST));
          holotree.restore(
              RestoreRequest.of(SmallWorld.FIRST).to(world.target("a")).placed(Placement.COPY));
        });
    Path pack = packs(world).getFirst();
    world.with(
        strategy, holotree -> holotree.record(RecordRequest.of(world.second()).named(SECOND)));
    SmallWorld.run(() -> {
      byte[] bytes = Files.readAllBytes(pack);
      bytes[IN_THE_FIRST_FRAME] ^= 1;
      Files.write(pack, bytes);
    });
  }

  /// Heals while the space is elsewhere, so that both recordings are taken out of use.
  static void healInVain(SmallWorld world, FileSystemStrategy strategy) {
    Path elsewhere = world.target("elsewhere");
    SmallWorld.run(() -> Files.move(world.target("a"), elsewhere));
    world.with(strategy, holotree -> assertThat(holotree.heal().unusable()).hasSize(2));
    SmallWorld.run(() -> Files.move(elsewhere, world.target("a")));
  }

  /// Checks a library that is in order; what cannot be read is the only thing that may be told, and what misses
  /// it.
  ///
  /// @throws CorruptException if something is told, see [#isTold]
  static void check(Holotree holotree) {
    requireClean(holotree.check(true));
  }

  /// Heals; where something is not well then, what could not be read must be told.
  ///
  /// @throws CorruptException if something is told, see [#isTold]
  static void healOrTell(Holotree holotree) {
    CheckReport report = holotree.heal();
    if (report.clean() && report.unusable().isEmpty()) {
      return;
    }
    boolean told =
        report.faults().stream().anyMatch(fault -> fault.kind() == CheckReport.Kind.UNREADABLE)
            || report.unusable().stream().anyMatch(each -> each.reason().contains("it stays"));
    assertThat(told).as("what could not be read is told in %s", report).isTrue();
    throw new CorruptException(TOLD, -1, "a clean library", report.toString());
  }

  private static void requireClean(CheckReport report) {
    if (!report.faults().isEmpty()) {
      assertThat(report.faults())
          .as("told")
          .extracting(CheckReport.Fault::kind)
          .contains(CheckReport.Kind.UNREADABLE)
          .isSubsetOf(CheckReport.Kind.UNREADABLE, CheckReport.Kind.INCOMPLETE);
      throw new CorruptException(TOLD, -1, "a clean library", report.toString());
    }
  }

  /// Whether a failure stands for a report that tells what could not be read: an end as right as a failure.
  static boolean isTold(HolotreeException failure) {
    return failure instanceof CorruptException told && told.file().equals(TOLD);
  }

  /// Heals; fails unless all is well then.
  static void heal(Holotree holotree) {
    CheckReport report = holotree.heal();
    assertThat(report.unusable()).as("taken out of use").isEmpty();
    assertThat(report.clean()).as("clean").isTrue();
  }

  /// Fails unless both recordings are whole, under their names.
  ///
  /// @param unhealed whether that may need a further healing
  static void requireBoth(SmallWorld world, FileSystemStrategy strategy, boolean unhealed) {
    world.with(
        strategy,
        holotree -> {
          if (unhealed) {
            heal(holotree);
          }
          assertThat(holotree.check(true).faults()).as("faults").isEmpty();
          assertThat(names(holotree)).contains(SmallWorld.FIRST, SECOND);
          requireRestored(world, holotree, SmallWorld.FIRST, world.first());
          requireRestored(world, holotree, SECOND, world.second());
        });
  }

  /// The names in the library.
  static List<String> names(Holotree holotree) {
    return holotree.list().recordings().stream().map(Listing.Recording::name).toList();
  }

  private static void requireRestored(
      SmallWorld world, Holotree holotree, String recording, Path stage) {
    Path target = world.target("check");
    holotree.restore(RestoreRequest.of(recording).to(target).placed(Placement.COPY));
    world.requireRestored(target, stage);
    holotree.delete(new Target.Directory(target));
  }

  private static List<Path> packs(SmallWorld world) {
    return packs(world.library());
  }

  /// The packs of a library, sorted by path.
  static List<Path> packs(Path library) {
    Path packs = library.resolve("packs");
    return SmallWorld.names(packs).stream()
        .flatMap(directory ->
            SmallWorld.names(packs.resolve(directory)).stream()
                .map(pack -> packs.resolve(directory).resolve(pack)))
        .toList();
  }
}
