package holotree.tests.env;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.SpaceListing;
import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Stamps;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `run`, `env` and `restore` do with a space that is there, and that others may use.
class SpaceInUseIT {

  private static final int BUSY = 5;
  private static final int UNSAFE = 6;
  private static final int BESIDE_PROGRAM = 120;
  private static final int AT_ONCE = 3;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("recorded-tree");
  private final Path space = work.path("space");
  private TreeListing recorded;

  @BeforeEach
  void build() {
    Program.shell(
            """
            mkdir -p "$1/bin" "$1/lib"
            printf '#!/bin/sh\\necho first\\n' >"$1/bin/tool"
            chmod +x "$1/bin/tool"
            for i in 1 2 3 4 5; do echo $i >"$1/lib/$i"; done
            """,
            stage)
        .output();
    recorded = TreeListing.of(stage);
    record("ci");
  }

  @Test
  void envAgain_buildsNothing_andRepairsWhatWasEdited() throws IOException {
    Path source = Files.writeString(work.path("source"), "x");
    String build = "echo x >>'" + work.path("builds") + "'; cp -a '" + stage + "'/. {stage}";
    Program env =
        Image.command(
            work.home(), "env", "built", "--from", source, "--to", space, "--", "sh", "-c", build);
    env.output();
    recorded.assertSameAs(space);
    assertThat(env.output()).contains("pristine");
    edit();
    assertThat(env.output()).contains("Refreshed");
    recorded.assertSameAs(space);
    assertThat(work.path("builds")).hasContent("x");
    Files.writeString(source, "y");
    assertThat(env.output()).as("another blueprint, the same tree").contains("pristine");
    assertThat(work.states()).hasSize(1);
  }

  @Test
  void runOfADirtySpace_repairsItFirst() throws IOException {
    assertThat(run("tool").output()).isEqualTo("first\n");
    edit();
    assertThat(run("tool").output()).isEqualTo("first\n");
    recorded.assertSameAs(space);
  }

  @Test
  void runOfARecordingThatMovedOn_movesTheSpace() {
    run("tool").output();
    Program.shell("sed -i s/first/second/ \"$1/bin/tool\"; rm \"$1/lib/1\"", stage).output();
    TreeListing second = TreeListing.of(stage);
    record("ci");
    assertThat(run("tool").output()).isEqualTo("second\n");
    second.assertSameAs(space);
    assertThat(work.states()).hasSize(1);
  }

  @Test
  void runsAtOnce_makeOneSpace_andRepairItOnce() throws Exception {
    runsAtOnce();
    recorded.assertSameAs(space);
    edit();
    runsAtOnce();
    recorded.assertSameAs(space);
    assertThat(work.states()).hasSize(1);
  }

  @Test
  void pristineSpaceInUse_isFoundSo() throws Exception {
    try (Sleeper _ = Sleeper.of(this, "true")) {
      Stamps before = Stamps.of(space);
      assertThat(restore(space).output()).contains("pristine");
      assertThat(Stamps.of(space)).isEqualTo(before);
    }
  }

  @Test
  void spaceThatARunningCommandChanged_isBusy_andRepairedWhenThatEnds() throws Exception {
    String change = "echo more >>\"$HOLOTREE_SPACE/lib/1\"; rm \"$HOLOTREE_SPACE/lib/2\"";
    try (Sleeper sleeper = Sleeper.of(this, change)) {
      Stamps before = Stamps.of(space);
      assertBusy(restore(space), sleeper);
      assertThat(Image.command(work.home(), "verify", space).run().exitCode()).isEqualTo(9);
      assertBusy(restore(space), sleeper);
      assertBusy(Image.command(work.home(), "delete", space), sleeper);
      assertThat(Stamps.of(space)).isEqualTo(before);
      assertThat(known().phase()).isEqualTo(SpaceListing.Phase.COMPLETE);
    }
    assertThat(restore(space).output()).contains("Refreshed");
    recorded.assertSameAs(space);
  }

  @Test
  void anotherRecordingOntoASpaceInUse_isBusy() throws Exception {
    Program.shell("rm \"$1/lib/1\"", stage).output();
    record("other");
    Program other = Image.command(work.home(), "restore", "other", "--to", space);
    try (Sleeper sleeper = Sleeper.of(this, "true")) {
      assertBusy(other, sleeper);
      assertBusy(
          Image.command(work.home(), "run", "other", "--to", space, "--", "true"),
          BESIDE_PROGRAM + BUSY,
          sleeper);
      recorded.assertSameAs(space);
    }
    other.output();
    assertThat(space.resolve("lib/1")).doesNotExist();
  }

  @Test
  void movedSpace_isRunAndRefreshedWhereItIsNow() throws IOException {
    run("tool").output();
    Path moved = work.path("moved");
    Program.of("mv", space, moved).output();
    assertThat(Image.command(work.home(), "run", "ci", "--to", moved, "--", "tool").output())
        .isEqualTo("first\n");
    assertThat(known().target()).isEqualTo(moved);
    assertThat(known().missing()).isFalse();
    Program.of("mv", moved, space).output();
    edit();
    assertThat(restore(space).output()).contains("Refreshed");
    recorded.assertSameAs(space);
  }

  @Test
  void copyOfASpace_isRefusedByAll_andUntouched() {
    run("tool").output();
    Path copy = work.path("copy");
    Program.of("cp", "-a", space, copy).output();
    Stamps before = Stamps.of(copy);
    assertRefused(restore(copy), UNSAFE);
    assertRefused(Image.command(work.home(), "verify", copy), UNSAFE);
    assertRefused(Image.command(work.home(), "delete", copy), UNSAFE);
    assertRefused(
        Image.command(work.home(), "run", "ci", "--to", copy, "--", "tool"),
        BESIDE_PROGRAM + UNSAFE);
    assertThat(Stamps.of(copy)).isEqualTo(before);
    recorded.assertSameAs(space);
  }

  private void record(String name) {
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(stage).named(name));
    }
  }

  private void runsAtOnce() throws Exception {
    List<Callable<Finished>> runs = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      runs.add(() -> run("tool").run());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Finished> run : threads.invokeAll(runs)) {
        assertThat(run.get().output()).as("%s", run.get()).isEqualTo("first\n");
        assertThat(run.get().exitCode()).isZero();
      }
    }
  }

  private void edit() {
    Program.shell(
            "echo echo edited >>\"$1/bin/tool\"; rm \"$1/lib/3\"; mkdir \"$1/extra\";"
                + " chmod 700 \"$1/lib\"; touch \"$1/lib/4\"",
            space)
        .output();
  }

  private Program run(Object... command) {
    List<Object> words = new ArrayList<>(List.of("run", "ci", "--to", space, "--"));
    words.addAll(List.of(command));
    return Image.command(work.home(), words.toArray());
  }

  private Program restore(Path target) {
    return Image.command(work.home(), "restore", "ci", "--to", target);
  }

  /// What the home says of its only space.
  private SpaceListing.Space known() {
    try (Holotree holotree = work.open()) {
      assertThat(holotree.spaces().spaces()).hasSize(1);
      return holotree.spaces().spaces().getFirst();
    }
  }

  private static void assertBusy(Program program, Sleeper holder) {
    assertBusy(program, BUSY, holder);
  }

  private static void assertBusy(Program program, int code, Sleeper holder) {
    Finished finished = program.run();
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(code);
    assertThat(finished.errors())
        .contains("holotree run ci")
        .contains("process " + holder.process.pid() + ")");
  }

  private static void assertRefused(Program program, int code) {
    Finished finished = program.run();
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(code);
    assertThat(finished.errors()).contains("copy of the space at");
  }

  /// A command that runs in the space until it is closed.
  private record Sleeper(Process process) implements AutoCloseable {

    static Sleeper of(SpaceInUseIT test, String first) throws InterruptedException {
      Path ready = test.work.path("ready");
      String commands = first + "; touch '" + ready + "'; exec sleep 60";
      Process process = test.run("sh", "-c", commands).start();
      while (!Files.exists(ready)) {
        assertThat(process.isAlive()).as("the command runs").isTrue();
        Thread.sleep(5);
      }
      return new Sleeper(process);
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}
