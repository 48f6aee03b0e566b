package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Finished;
import holotree.tests.kit.OwnJvm;
import holotree.tests.kit.Program;
import holotree.tests.kit.Snapshot;
import holotree.tests.kit.TmpfsMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trees made by someone hostile: a stage that is recorded, what stands at a target, and what was put
/// into a space.
class HostileTreeTest {

  private static final String DEEP =
      """
      import os, sys
      os.chdir(sys.argv[1])
      for _ in range(int(sys.argv[2])):
          os.mkdir(sys.argv[3])
          os.chdir(sys.argv[3])
      """;

  @AutoClose private final World world = new World();
  private final Path stage = world.path("stage");

  @ParameterizedTest
  @ValueSource(ints = {4097, 100_000})
  void stageThatIsTooDeep_isRefused(int levels) throws IOException {
    Attack attack =
        Attack.unsafe(
            levels + " levels", _ -> {}, "\"d/d/d", "in the stage", "at most 4096 levels");
    try (TmpfsMount mount = TmpfsMount.at(stage, 256)) {
      deepen(mount.path(), levels);
      assertThat(refusalOfRecord(attack)).contains(attack.told());
    }
  }

  @Test
  void longNamesInDepth_takeNoMoreMemoryThanTheirSum() throws IOException {
    try (TmpfsMount mount = TmpfsMount.at(stage, 64)) {
      Path deep = Files.createDirectory(mount.path().resolve("deep"));
      deepen(deep, 1500, "n".repeat(255));
      List<Object> words = new ArrayList<>(OwnJvm.command(DeepRecording.class, 64));
      words.addAll(List.of(world.path("deep-home"), deep, mount.path().resolve("restored")));
      Finished finished = Program.of(words.toArray()).run();
      assertThat(finished.exitCode()).as(finished.errors()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkfifo odd",
        "mknod odd c 1 3",
        "mknod odd b 7 0",
        "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"odd\")'"
      })
  void stageWithWhatIsNoFile_isRefused(String make) throws IOException {
    Program.shell(make).in(Files.createDirectories(stage)).output();
    Attack attack = Attack.unsafe(make, _ -> {}, "\"odd\" in the stage", "cannot be recorded");
    assertThat(refusalOfRecord(attack)).contains(attack.told());
  }

  @Test
  void linksOfAStage_areRecordedAsTheyAre_andReadThroughNowhere() throws IOException {
    Files.createDirectories(stage);
    Files.createSymbolicLink(stage.resolve("absolute"), world.canary());
    Files.createSymbolicLink(stage.resolve("out"), Path.of("../canary/file"));
    Files.createSymbolicLink(stage.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(stage.resolve("long"), Path.of("x/".repeat(2000) + "x"));
    Program.shell("echo x >suid; chmod 6755 suid; mkdir sticky; chmod 1777 sticky")
        .in(stage)
        .output();
    Snapshot canary = Snapshot.of(world.canary());
    assertThat(world.holotree().record(RecordRequest.of(stage).named("links")).notices())
        .anyMatch(notice -> notice.examples().contains("suid"));
    world.holotree().restore(RestoreRequest.of("links").to(world.target()));
    assertThat(Files.readSymbolicLink(world.target().resolve("absolute")))
        .isEqualTo(world.canary());
    assertThat(Files.readSymbolicLink(world.target().resolve("loop"))).hasToString("loop");
    assertThat(Program.of("stat", "-c", "%a", world.target().resolve("suid")).output())
        .isEqualTo("755\n");
    canary.assertSameAs(world.canary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"canary", "canary/file", "nowhere", "targets/target", "/dev/null", "targets"})
  void linkAtTheDestination_isNotWrittenThrough(String to) throws IOException {
    Files.createSymbolicLink(world.target(), world.path(to));
    Snapshot before = Snapshot.of(world.path(""));
    RestoreRequest request = RestoreRequest.of(World.GOOD).to(world.target());
    HolotreeException failure =
        Assertions.catchThrowableOfType(
            HolotreeException.class, () -> world.holotree().restore(request));
    assertThat(failure).isNotNull();
    assertThat(World.kind(failure)).isIn("refused", "unsafe");
    assertThat(failure).hasMessageContaining("target");
    before.assertSameAs(world.path(""));
  }

  @Test
  void linksInASpace_areReplacedAndNotFollowed() throws IOException {
    Snapshot canary = Snapshot.of(world.canary());
    Path space = world.space();
    Files.delete(space.resolve("hello"));
    Files.createSymbolicLink(space.resolve("hello"), world.canary().resolve("file"));
    Files.createSymbolicLink(space.resolve("more"), world.canary());
    world.holotree().restore(RestoreRequest.of(World.GOOD).to(space));
    assertThat(space.resolve("hello")).isRegularFile().hasBinaryContent(World.HELLO);
    assertThat(Files.isSymbolicLink(space.resolve("hello"))).isFalse();
    assertThat(Files.isSymbolicLink(space.resolve("more"))).isFalse();
    Files.createSymbolicLink(space.resolve("again"), world.canary());
    world.holotree().delete(new Target.Directory(space));
    assertThat(space).doesNotExist();
    canary.assertSameAs(world.canary());
  }

  @Test
  void spaceThatIsALinkByNow_isNotEmptied() throws IOException {
    Snapshot canary = Snapshot.of(world.canary());
    Path space = world.space();
    Files.move(space, world.path("moved"));
    Files.createSymbolicLink(space, world.canary());
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> world.holotree().delete(new Target.Directory(space)),
            () -> world.holotree().restore(RestoreRequest.of(World.GOOD).to(space)))) {
      assertThat(Assertions.catchThrowable(call)).isInstanceOf(HolotreeException.class);
    }
    canary.assertSameAs(world.canary());
  }

  @Test
  void depthInASpace_isCleared() throws IOException {
    try (TmpfsMount mount = TmpfsMount.at(world.path("mount"), 256)) {
      Path space = mount.path().resolve("space");
      RestoreRequest request = RestoreRequest.of(World.GOOD).to(space);
      world.holotree().restore(request);
      deepen(space, 10_000);
      world.holotree().restore(request);
      assertThat(space.resolve("d")).doesNotExist();
      deepen(space, 10_000);
      world.holotree().delete(new Target.Directory(space));
      assertThat(space).doesNotExist();
    }
  }

  private static void deepen(Path directory, int levels) {
    deepen(directory, levels, "d");
  }

  private static void deepen(Path directory, int levels, String name) {
    Program.of("python3", "-c", DEEP, directory, levels, name).output();
  }

  private String refusalOfRecord(Attack attack) {
    Snapshot canary = Snapshot.of(world.canary());
    Snapshot catalogs = Snapshot.of(world.library("catalogs"));
    HolotreeException failure =
        Assertions.catchThrowableOfType(
            HolotreeException.class,
            () -> world.holotree().record(RecordRequest.of(stage).named("stage")));
    assertThat(failure).isNotNull();
    assertThat(World.kind(failure)).isEqualTo(attack.kind());
    canary.assertSameAs(world.canary());
    catalogs.assertSameAs(world.library("catalogs"));
    return failure.getMessage();
  }
}
