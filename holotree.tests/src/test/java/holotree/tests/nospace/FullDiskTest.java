package holotree.tests.nospace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.ProgressListener.Activity;
import holotree.api.error.NoSpaceException;
import holotree.engine.GcRequest;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Restores to, refreshes on and recordings to disks that are, or become, full. Needs root.
class FullDiskTest {

  private static final int FILES = 150;
  private static final int LARGE = 20;
  private static final int LARGE_BYTES = 100_000;
  private static final int ENTRIES = FILES + LARGE + 2;
  private static final long LEAST_BYTES = (long) LARGE * LARGE_BYTES;

  @AutoClose private final Workplace work = Workplace.create();
  private final FillAt listener = new FillAt();

  @AutoClose
  private final Holotree holotree =
      Holotree.open(new HolotreeOptions(work.home(), work.library(), 2, listener));

  private final Path stage = work.path("stage-of-a-test");
  private final Path disk = work.path("disk");
  private final Path space = disk.resolve("space");
  private final RestoreRequest request = RestoreRequest.of("tree").to(space);
  private TreeListing tree;

  @BeforeEach
  void recordATree() throws IOException {
    Random random = new Random(1);
    Files.createDirectories(stage.resolve("small"));
    Files.createDirectories(stage.resolve("large"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(stage.resolve("small/" + i), i % 2 == 0 ? "" : "file " + i);
    }
    for (int i = 0; i < LARGE; i++) {
      byte[] bytes = new byte[LARGE_BYTES];
      random.nextBytes(bytes);
      Files.write(stage.resolve("large/" + i), bytes);
    }
    holotree.record(RecordRequest.of(stage).named("tree"));
    tree = TreeListing.of(stage);
  }

  @Test
  void tooFewBytes_areToldBeforeAnythingIsWritten() {
    try (SmallDisk small = SmallDisk.inMemory(disk, "size=1m")) {
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> holotree.restore(request))
          .satisfies(full -> {
            assertThat(full.needed()).isBetween(LEAST_BYTES, LEAST_BYTES + (ENTRIES + 1) * 4096);
            assertThat(full.there()).isEqualTo(1 << 20);
            assertThat(full.inodesNeeded()).isEqualTo(ENTRIES);
            assertThat(full.what()).contains(full.needed() + " bytes needed, 1048576 there; ");
            assertThat(full.meaning()).isEqualTo("Nothing was written.");
          });
      nothingIsLeft();
      assertThat(Workplace.names(disk)).isEmpty();
      small.remount("size=8m");
      restoresWhole();
    }
  }

  @Test
  void justEnoughBytes_areEnough() {
    long pages = LARGE * Math.ceilDiv(LARGE_BYTES, 4096L) + FILES / 2;
    try (SmallDisk small = SmallDisk.inMemory(disk, "size=" + (pages - 1) * 4096)) {
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> holotree.restore(request))
          .satisfies(full -> {
            assertThat(full.needed()).isEqualTo(pages * 4096);
            assertThat(full.there()).isEqualTo((pages - 1) * 4096);
          });
      small.remount("size=" + pages * 4096);
      restoresWhole();
    }
  }

  @Test
  void tooFewInodes_areToldBeforeAnythingIsWritten() {
    try (SmallDisk _ = SmallDisk.ext4(disk, 8, 256)) {
      Program.shell("mkdir \"$1\"/old; cd \"$1\"/old; seq 100 | xargs touch", disk).output();
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> holotree.restore(request.placed(Placement.COPY)))
          .satisfies(full -> {
            assertThat(full.inodesNeeded()).isEqualTo(ENTRIES);
            assertThat(full.inodesThere()).isBetween(1L, ENTRIES - 1L);
            assertThat(full.there()).isGreaterThan(full.needed());
            assertThat(full.what()).contains("; " + ENTRIES + " inodes needed, ");
          });
      nothingIsLeft();
      Program.of("rm", "-r", disk.resolve("old")).output();
      restoresWhole();
    }
  }

  @Test
  void aDiskThatFillsDuringARestore_isLeftAsItWas() {
    try (SmallDisk small = SmallDisk.ext4(disk, 16, 1024)) {
      listener.in(Activity.RESTORE, small::fill);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> holotree.restore(request))
          .satisfies(full -> {
            assertThat(full.needed()).isPositive();
            assertThat(full.there()).isBetween(0L, full.needed());
            assertThat(full.meaning()).contains("what was begun was taken back");
          });
      nothingIsLeft();
      assertThat(Workplace.names(disk)).containsExactly("filler");
      small.makeRoom();
      restoresWhole();
    }
  }

  @Test
  void aPoolThatFillsItsDisk_failsTheRestoreAlone() {
    Path home = disk.resolve("home");
    HolotreeOptions options = new HolotreeOptions(home, work.library(), 2);
    RestoreRequest linked = RestoreRequest.of("tree").placed(Placement.HARDLINK);
    try (SmallDisk small = SmallDisk.inMemory(disk, "size=1m");
        Holotree onDisk = Holotree.open(options)) {
      assertThatExceptionOfType(NoSpaceException.class).isThrownBy(() -> onDisk.restore(linked));
      assertThat(Workplace.names(home.resolve("spaces"))).containsExactly(".state");
      assertThat(Workplace.names(home.resolve("spaces/.state"))).isEmpty();
      small.remount("size=8m");
      onDisk.restore(linked);
      tree.assertSameAs(home.resolve("spaces/tree"));
    }
  }

  @Test
  void aRefreshThatDoesNotFit_changesNothing() throws IOException {
    try (SmallDisk small = SmallDisk.inMemory(disk, "size=8m")) {
      holotree.restore(request);
      Files.delete(space.resolve("large/0"));
      Files.delete(space.resolve("large/1"));
      small.fillBut(LARGE_BYTES / 1024);
      TreeListing before = TreeListing.of(space);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> holotree.restore(request))
          .satisfies(full -> assertThat(full.meaning()).isEqualTo("Nothing was changed."));
      before.assertSameAs(space);
      small.makeRoom();
      assertThat(holotree.restore(request).copied()).isEqualTo(2);
      tree.assertSameAs(space);
    }
  }

  @Test
  void aRefreshThatRemovesAsMuchAsItWrites_fits() throws IOException {
    try (SmallDisk small = SmallDisk.inMemory(disk, "size=8m")) {
      holotree.restore(request);
      Files.write(space.resolve("large/0"), new byte[LARGE_BYTES]);
      Files.delete(space.resolve("large/1"));
      Files.write(space.resolve("extra"), new byte[LARGE_BYTES]);
      small.fill();
      holotree.restore(request);
      tree.assertSameAs(space);
    }
  }

  @Test
  void aDiskThatFillsDuringARefresh_leavesAMarkedSpace() throws IOException {
    try (SmallDisk small = SmallDisk.ext4(disk, 16, 1024)) {
      holotree.restore(request);
      Program.shell("rm -r \"$1\"/large \"$1\"/small", space).output();
      listener.in(Activity.RESTORE, small::fill);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> holotree.restore(request))
          .satisfies(full -> assertThat(full.meaning()).contains("is marked incomplete"));
      small.makeRoom();
      restoresWhole();
    }
  }

  @Test
  void aDiskThatFillsDuringARecording_keepsNothingOfIt() throws IOException {
    Path library = disk.resolve("library");
    HolotreeOptions options = new HolotreeOptions(work.home(), library, 2, listener);
    try (SmallDisk small = SmallDisk.ext4(disk, 32, 1024);
        Holotree onDisk = Holotree.open(options)) {
      small.fillBut(1024);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> onDisk.record(RecordRequest.of(stage).named("again")))
          .satisfies(full -> assertThat(full.there()).isBetween(0L, 1L << 20));
      assertThat(filesOf(library))
          .containsExactlyInAnyOrder(
              "FORMAT",
              "locks/library",
              "locks/gate",
              "locks/readers",
              "locks/care",
              "locks/naming");
      small.makeRoom();
      small.fillInodes();
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> onDisk.record(RecordRequest.of(stage).named("again")))
          .satisfies(full -> assertThat(full.inodesThere()).isZero());
      small.makeRoom();
      onDisk.record(RecordRequest.of(stage).named("again"));
      onDisk.restore(RestoreRequest.of("again"));
      tree.assertSameAs(work.home().resolve("spaces/again"));
    }
  }

  @Test
  void aFullDisk_stopsNothingThatWritesNothing() throws IOException {
    Path home = disk.resolve("home");
    HolotreeOptions options = new HolotreeOptions(home, home.resolve("library"), 2);
    try (SmallDisk small = SmallDisk.inMemory(disk, "size=16m,nr_inodes=2000")) {
      try (Holotree onDisk = Holotree.open(options)) {
        onDisk.record(RecordRequest.of(stage).named("tree"));
        onDisk.restore(RestoreRequest.of("tree").space("one"));
        onDisk.restore(RestoreRequest.of("tree").space("two"));
        onDisk.restore(RestoreRequest.of("tree").space("three"));
        small.fill();
        small.fillInodes();
        assertThat(onDisk.list().recordings()).hasSize(1);
        assertThat(onDisk.show("tree").files()).isEqualTo(FILES + LARGE);
        assertThat(onDisk.spaces().spaces()).hasSize(3);
        assertThat(onDisk.verify(new Target.Space("one")).pristine()).isTrue();
        assertThat(onDisk.restore(RestoreRequest.of("tree").space("one")).copied()).isZero();
        onDisk.delete(new Target.Space("one"));
      }
      assertThat(Workplace.names(home.resolve("spaces"))).containsExactly(".state", "three", "two");
      small.fill();
      small.fillInodes();
      try (Holotree onDisk = Holotree.open(options)) {
        onDisk.delete(new Target.Space("two"));
        assertThat(onDisk.spaces().spaces()).hasSize(1);
      }
      assertThat(Workplace.names(home.resolve("spaces/.state"))).hasSize(1);
      assertThat(Workplace.names(home.resolve("spaces"))).containsExactly(".state", "three");
    }
  }

  @Test
  void evictingAndCollecting_needNoSpace() throws IOException {
    Path home = disk.resolve("home");
    HolotreeOptions options = new HolotreeOptions(home, home.resolve("library"), 2);
    try (SmallDisk small = SmallDisk.inMemory(disk, "size=16m,nr_inodes=2000")) {
      try (Holotree onDisk = Holotree.open(options)) {
        onDisk.record(RecordRequest.of(stage).named("tree"));
      }
      small.fill();
      small.fillInodes();
      try (Holotree onDisk = Holotree.open(options)) {
        onDisk.evict("tree");
        assertThat(onDisk.gc(GcRequest.garbage()).freedBytes()).isPositive();
        assertThat(onDisk.list().recordings()).isEmpty();
      }
      assertThat(Workplace.packs(home.resolve("library"))).isEmpty();
    }
  }

  @Test
  void spacesThere_andOnAMount_areDeletedWithTheHomesDiskFull() throws IOException {
    Path home = work.path("full/home");
    Path mount = work.path("mounted");
    HolotreeOptions options = new HolotreeOptions(home, work.library(), 2);
    try (SmallDisk small = SmallDisk.ext4(work.path("full"), 8, 512);
        SmallDisk _ = SmallDisk.inMemory(mount, "size=8m");
        Holotree onDisk = Holotree.open(options)) {
      onDisk.restore(RestoreRequest.of("tree").to(mount));
      onDisk.restore(RestoreRequest.of("tree").space("one"));
      small.fill();
      small.fillInodes();
      onDisk.delete(new Target.Directory(mount));
      small.fill();
      small.fillInodes();
      onDisk.delete(new Target.Space("one"));
      assertThat(mount).isEmptyDirectory();
      assertThat(Workplace.names(home.resolve("spaces/.state"))).isEmpty();
    }
  }

  private void restoresWhole() {
    holotree.restore(request);
    tree.assertSameAs(space);
    assertThat(holotree.verify(new Target.Directory(space)).pristine()).isTrue();
  }

  private void nothingIsLeft() {
    assertThat(space).doesNotExist();
    assertThat(work.states()).isEmpty();
    assertThat(Workplace.names(disk)).noneMatch(name -> name.startsWith(".holotree"));
  }

  private static List<String> filesOf(Path folder) {
    return Program.shell("cd \"$1\"; find . -type f -printf '%P\\n'", folder)
        .output()
        .lines()
        .toList();
  }
}
