package holotree.tests.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import holotree.engine.Holotree;
import holotree.engine.Notice;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreReceipt.Refreshed;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.TmpfsMount;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshTest {

  private static final FileTime PAST = FileTime.from(Instant.parse("2024-05-06T07:08:09.123Z"));

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Path stage = work.path("stage-of-a-test");
  private final Path space = work.path("space-of-a-test");
  private final RestoreRequest request = RestoreRequest.of("tree").placed(Placement.COPY).to(space);
  private TreeListing recorded;

  @BeforeEach
  void recordATree() throws IOException {
    Files.createDirectories(stage.resolve("bin/deep/down"));
    Files.createDirectories(stage.resolve("empty"));
    Files.write(stage.resolve("large"), new byte[(9 << 20) + 5]);
    Files.writeString(stage.resolve("bin/tool"), "#!/bin/sh\necho tool\n");
    Files.writeString(stage.resolve("bin/deep/down/file"), "deep down");
    Files.writeString(stage.resolve("own-path"), "this is " + stage + "\n");
    Files.writeString(stage.resolve("nothing"), "");
    Files.createSymbolicLink(stage.resolve("link"), Path.of("bin/tool"));
    Files.createSymbolicLink(stage.resolve("own-link"), stage.resolve("bin"));
    Program.of("chmod", "555", stage.resolve("bin/deep")).output();
    Files.setLastModifiedTime(stage.resolve("bin/tool"), PAST);
    holotree.record(RecordRequest.of(stage).named("tree"));
    holotree.restore(request);
    recorded = TreeListing.of(space);
  }

  @Test
  void pristineSpace_isFoundSo_andNothingOfItIsTouched() {
    InodeListing before = InodeListing.of(space);
    String state = stateTime();
    RestoreReceipt receipt = holotree.restore(request);
    assertThat(Objects.requireNonNull(receipt.refreshed()).clean()).isEqualTo(12);
    assertThat(receipt.refreshed().pristine()).isTrue();
    assertThat(receipt.refreshed().digested()).isZero();
    assertThat(receipt.files() + receipt.directories() + receipt.symlinks()).isZero();
    assertThat(InodeListing.of(space)).isEqualTo(before);
    assertThat(stateTime()).isEqualTo(state);
  }

  @Test
  void forgedModificationTime_doesNotHideAnEdit() throws IOException {
    Path tool = space.resolve("bin/tool");
    Files.writeString(tool, "#!/bin/sh\necho evil\n");
    Files.setLastModifiedTime(tool, PAST);
    Refreshed refreshed = refresh();
    assertThat(refreshed.removed()).isEqualTo(1);
    assertThat(refreshed.digested()).isEqualTo(1);
  }

  @Test
  void touchedFile_getsItsTimeBack_andIsNotRewritten() throws IOException {
    Map<String, InodeListing.Entry> before = InodeListing.of(space).entries();
    Files.setLastModifiedTime(space.resolve("large"), PAST);
    Refreshed refreshed = refresh();
    assertThat(refreshed.corrected()).isEqualTo(1);
    assertThat(refreshed.removed()).isZero();
    assertThat(refreshed.digestedBytes()).isEqualTo((9 << 20) + 5);
    assertThat(inode("./large")).isEqualTo(before.get("./large").inode());
    assertThat(inode("./bin/tool")).isEqualTo(before.get("./bin/tool").inode());
  }

  @Test
  void spaceWhoseStateWasTorn_isComparedByteByByte() throws IOException {
    tearState();
    Files.writeString(space.resolve("bin/tool"), "other");
    RestoreReceipt receipt = holotree.restore(request);
    assertThat(receipt.notices())
        .extracting(Notice::kind)
        .contains(Notice.Kind.DIGESTED_AFTER_RESTART);
    Refreshed refreshed = Objects.requireNonNull(receipt.refreshed());
    assertThat(refreshed.digestedBytes()).isGreaterThan(9 << 20);
    assertThat(refreshed.catalog()).isEqualTo(receipt.catalog());
    assertThat(TreeListing.of(space)).isEqualTo(recorded);
    assertThat(refresh().pristine()).isTrue();
  }

  @Test
  void spaceWhoseStateWasTorn_isNeitherVerifiedNorCompared_butDeleted() throws IOException {
    tearState();
    Target torn = new Target.Directory(space);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.verify(torn))
        .withMessageContaining("" + space);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.diff(torn, "tree"))
        .withMessageContaining("" + space);
    holotree.delete(torn);
    assertThat(space).doesNotExist();
  }

  @Test
  void emptiedSpace_isFilledAgain() {
    Program.shell("chmod 755 \"$1\"/bin/deep; rm -rf \"$1\"/*", space).output();
    refresh();
  }

  @Test
  void anotherCatalog_rewritesTheDifferenceAlone() throws IOException {
    Files.writeString(stage.resolve("bin/tool"), "#!/bin/sh\necho other\n");
    Files.writeString(stage.resolve("bin/new"), "new");
    Files.delete(stage.resolve("nothing"));
    Program.of("chmod", "600", stage.resolve("large")).output();
    holotree.record(RecordRequest.of(stage).named("other"));
    Map<String, InodeListing.Entry> before = InodeListing.of(space).entries();
    RestoreReceipt receipt =
        holotree.restore(RestoreRequest.of("other").placed(Placement.COPY).to(space));
    assertThat(receipt.files()).isEqualTo(2);
    assertThat(receipt.symlinks()).isZero();
    assertThat(Objects.requireNonNull(receipt.refreshed()).digested()).isZero();
    assertThat(receipt.refreshed().removed()).isEqualTo(2);
    Map<String, InodeListing.Entry> after = InodeListing.of(space).entries();
    for (String path : List.of("./own-path", "./link", "./own-link", "./bin/deep/down/file")) {
      assertThat(after).containsEntry(path, Objects.requireNonNull(before.get(path)));
    }
    assertThat(inode("./large")).isEqualTo(before.get("./large").inode());
    assertThat(holotree.verify(new Target.Directory(space)).pristine()).isTrue();
    holotree.restore(request);
    recorded.assertSameAs(space);
  }

  @Test
  void movedSpace_isFoundAndGivenItsNewPath() throws IOException {
    Path moved = work.path("moved-much-farther-than-it-was");
    Map<String, InodeListing.Entry> before = InodeListing.of(space).entries();
    Files.move(space, moved);
    assertThat(holotree.verify(new Target.Directory(moved)).differences())
        .extracting(difference -> difference.path())
        .containsExactlyInAnyOrder("own-path", "own-link");
    RestoreReceipt receipt = holotree.restore(request.to(moved));
    assertThat(receipt.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.MOVED);
    assertThat(receipt.files()).isEqualTo(1);
    assertThat(Files.readString(moved.resolve("own-path"))).isEqualTo("this is " + moved + "\n");
    assertThat(Files.readSymbolicLink(moved.resolve("own-link"))).isEqualTo(moved.resolve("bin"));
    assertThat(InodeListing.of(moved).entries().get("./large")).isEqualTo(before.get("./large"));
    assertThat(holotree.verify(new Target.Directory(moved)).pristine()).isTrue();
    holotree.delete(new Target.Directory(moved));
    assertThat(work.states()).isEmpty();
  }

  @Test
  void copyOfASpace_isRefusedAndLeftAlone() throws IOException {
    Path copy = work.path("copy");
    Program.of("cp", "-a", space, copy).output();
    Files.writeString(copy.resolve("mine"), "work of a day");
    for (Placement placement : Placement.values()) {
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> holotree.restore(request.placed(placement).to(copy)))
          .withMessageContaining("copy of the space at " + space);
    }
    assertThat(copy.resolve("mine")).hasContent("work of a day");
    Program.of("rm", "-rf", space).output();
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.restore(request.to(copy)));
    assertThat(copy.resolve("mine")).hasContent("work of a day");
  }

  @Test
  void spaceOfAnotherHome_isRefused() {
    try (Holotree other = Workplace.open(work.path("other-home"), 2)) {
      other.record(RecordRequest.of(stage).named("tree"));
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> other.restore(request))
          .withMessageContaining("not known in the home");
    }
    recorded.assertSameAs(space);
  }

  @Test
  void spaceAtAMountPoint_isRefreshed() throws IOException {
    try (TmpfsMount mount = TmpfsMount.at(work.path("mount"), 32)) {
      holotree.restore(request.to(mount.path()));
      Files.writeString(mount.path().resolve("bin/tool"), "other");
      assertThat(holotree.restore(request.to(mount.path())).files()).isEqualTo(1);
      assertThat(holotree.verify(new Target.Directory(mount.path())).pristine()).isTrue();
    }
  }

  @Test
  void somethingMountedInASpace_isSaidToBeInTheWay_andTheNextRefreshFinishes() throws IOException {
    Path extra = Files.createDirectory(space.resolve("extra"));
    Files.writeString(space.resolve("bin/tool"), "other");
    try (TmpfsMount _ = TmpfsMount.at(extra, 1)) {
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> holotree.restore(request))
          .withMessageContaining("extra")
          .withMessageContaining("marked incomplete");
    }
    refresh();
  }

  @Test
  void askingForCopies_replacesLinks() {
    RestoreRequest linked = request.placed(Placement.HARDLINK);
    Path other = work.path("linked");
    holotree.restore(linked.to(other));
    assertThat(holotree.restore(linked.to(other)).refreshed()).matches(Refreshed::pristine);
    assertThat(holotree.restore(RestoreRequest.of("tree").to(other)).refreshed())
        .matches(Refreshed::pristine);
    RestoreReceipt copied = holotree.restore(request.to(other));
    assertThat(copied.copied()).isEqualTo(3);
    assertThat(holotree.restore(request.to(other)).refreshed()).matches(Refreshed::pristine);
  }

  @Test
  void linksMadeByOthers_areDigestedOnce() {
    RestoreRequest linked = request.placed(Placement.HARDLINK);
    Path first = work.path("linked");
    holotree.restore(linked.to(first));
    holotree.restore(linked.to(work.path("linked-too")));
    RestoreReceipt receipt = holotree.restore(linked.to(first));
    assertThat(receipt.refreshed())
        .satisfies(refreshed -> {
          assertThat(refreshed.noted()).isEqualTo(3);
          assertThat(refreshed.digested()).isEqualTo(3);
          assertThat(refreshed.pristine()).isTrue();
        });
    assertThat(Objects.requireNonNull(holotree.restore(linked.to(first)).refreshed()).digested())
        .isZero();
  }

  @Test
  void editThroughALink_isRepairedInEverySpace() throws IOException {
    RestoreRequest linked = request.placed(Placement.HARDLINK);
    Path first = work.path("linked");
    Path second = work.path("linked-too");
    holotree.restore(linked.to(first));
    holotree.restore(linked.to(second));
    Files.writeString(first.resolve("bin/tool"), "#!/bin/sh\necho evil\n");
    Files.setLastModifiedTime(first.resolve("bin/tool"), PAST);
    assertThat(second.resolve("bin/tool")).hasContent("#!/bin/sh\necho evil");
    holotree.restore(linked.to(second));
    holotree.restore(linked.to(first));
    assertThat(second.resolve("bin/tool")).hasContent("#!/bin/sh\necho tool");
    assertThat(holotree.verify(new Target.Directory(first)).pristine()).isTrue();
    assertThat(holotree.verify(new Target.Directory(second)).pristine()).isTrue();
  }

  @Test
  void durableRestore_isMarkedSo() {
    Path other = work.path("durable");
    holotree.restore(request.to(other).synced());
    RestoreReceipt again = holotree.restore(request.to(other).synced());
    assertThat(again.refreshed()).matches(Refreshed::pristine);
    assertThat(holotree.restore(request.synced()).refreshed()).matches(Refreshed::pristine);
  }

  private Refreshed refresh() {
    Refreshed refreshed = Objects.requireNonNull(holotree.restore(request).refreshed());
    recorded.assertSameAs(space);
    assertThat(holotree.restore(request).refreshed()).matches(Refreshed::pristine);
    return refreshed;
  }

  private String inode(String path) {
    return Objects.requireNonNull(InodeListing.of(space).entries().get(path)).inode();
  }

  // As a loss of power leaves a file that was not synced.
  private void tearState() throws IOException {
    Path states = work.home().resolve("spaces/.state");
    Files.write(states.resolve(work.states().getFirst()), new byte[0]);
  }

  private String stateTime() {
    Path states = work.home().resolve("spaces/.state");
    try {
      return Files.getLastModifiedTime(states.resolve(work.states().getFirst())).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
