package holotree.tests.env;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
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

class EnvIT {

  private static final int ASKERS = 8;
  private static final int SIGTERM_ENDED = 143;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path source = work.path("requirements.txt");
  private final Path builds = work.path("builds");

  @BeforeEach
  void writeSource() throws IOException {
    Files.writeString(source, "one\n");
  }

  @Test
  void eightProcessesAtOnce_buildOnce_andEachRestores() throws Exception {
    List<Callable<Finished>> askers = new ArrayList<>();
    for (int i = 0; i < ASKERS; i++) {
      String space = "space-" + i;
      askers.add(() -> env(space, "sleep 1; touch {stage}/built").run());
    }
    int waited = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(ASKERS)) {
      for (Future<Finished> asker : threads.invokeAll(askers)) {
        Finished finished = asker.get();
        assertThat(finished.exitCode()).as("%s", finished).isZero();
        waited += finished.errors().contains("waiting") ? 1 : 0;
      }
    }
    assertThat(builds).hasContent("x\n");
    assertThat(waited).isPositive();
    for (int i = 0; i < ASKERS; i++) {
      assertThat(space("space-" + i).resolve("built")).exists();
    }
    nothingRemains();
  }

  @Test
  void standardOutput_hasTheReceiptAndStandardErrorTheBuild() {
    Finished built = env("one", "echo out; echo err >&2; touch {stage}/x", "--json").run();
    assertThat(built.exitCode()).as("%s", built).isZero();
    assertThat(built.errors()).isEqualTo("out\nerr\n");
    assertThat(built.output()).startsWith("{").contains("\"built\": true");
    Finished known = env("two", "echo out; echo err >&2; touch {stage}/x", "--json").run();
    assertThat(known.errors()).isEmpty();
    assertThat(known.output()).contains("\"built\": false");
  }

  @Test
  void failedBuild_passesItsCodeOn_andKeepsItsLog() throws IOException {
    Finished failed = env("one", "touch {stage}/x; echo no luck; exit 42").run();
    assertThat(failed.exitCode()).isEqualTo(42);
    List<String> logs = Workplace.names(work.home().resolve("logs"));
    assertThat(logs).hasSize(1);
    Path log = work.home().resolve("logs").resolve(logs.getFirst());
    assertThat(log).hasContent("no luck\n");
    assertThat(failed.errors()).contains(log.toString());
    assertThat(env("one", "kill -9 $$").run().exitCode()).isEqualTo(128 + 9);
    assertThat(Workplace.names(work.library().resolve("blueprints"))).isEmpty();
    assertThat(Workplace.names(work.home().resolve("spaces"))).isEmpty();
    nothingRemains();
  }

  @Test
  void ownFailures_are120More() {
    assertThat(Image.command(work.home(), "env").run().exitCode()).isEqualTo(122);
    assertThat(Image.command(work.home(), "env", "Bad", "--from", source, "--", "true").run())
        .extracting(Finished::exitCode)
        .isEqualTo(122);
    Finished missing =
        Image.command(work.home(), "env", "ci", "--from", work.path("absent"), "--", "true").run();
    assertThat(missing.exitCode()).isEqualTo(123);
    assertThat(missing.errors()).contains("absent");
    assertThat(env("one", "true").run().exitCode()).as("an empty stage").isEqualTo(126);
  }

  @Test
  void standardInput_isReadOnce_andTheBuildFindsNone() {
    String command =
        "printf one | \"$1\" --home \"$2\" --quiet env ci --from - -- sh -c 'cat >{stage}/input'";
    Program.shell(command, Image.launcher(), work.home()).output();
    assertThat(space("ci").resolve("input")).isEmptyFile();
    String inherited =
        "printf two | \"$1\" --home \"$2\" --quiet env ci --from \"$3\" --space two"
            + " -- sh -c 'cat >{stage}/input'";
    Program.shell(inherited, Image.launcher(), work.home(), source).output();
    assertThat(space("two").resolve("input")).hasContent("two");
  }

  @Test
  void callersLocale_isTheBuilds() {
    Program env = env("one", "printf %s \"$LC_ALL-${HOLOTREE_CALLER_LC_ALL-}\" >{stage}/locale");
    env.with("LC_ALL", "POSIX").output();
    assertThat(space("one").resolve("locale")).hasContent("POSIX-");
  }

  @Test
  void killedBuild_isBuiltByTheNextAsker_whoClearsItsStage() throws Exception {
    Process process = env("one", "touch {stage}/x; exec sleep 60").start();
    waitFor(builds);
    List<ProcessHandle> children = process.descendants().toList();
    assertThat(process.destroyForcibly().waitFor()).isEqualTo(128 + 9);
    children.forEach(ProcessHandle::destroyForcibly);
    assertThat(Workplace.names(work.home().resolve("stages"))).hasSize(1);
    env("two", "touch {stage}/x").output();
    assertThat(builds).hasContent("x\nx\n");
    nothingRemains();
  }

  @Test
  void termination_endsTheBuildWithAllItStarted_andRemovesTheStage() throws Exception {
    Process process = env("one", "touch {stage}/x; sleep 60 & sleep 61").start();
    waitFor(builds);
    while (process.descendants().count() < 3) {
      Thread.sleep(5);
    }
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(SIGTERM_ENDED);
    for (ProcessHandle each : started) {
      each.onExit().join();
    }
    nothingRemains();
    assertThat(Workplace.names(work.library().resolve("blueprints"))).isEmpty();
  }

  @Test
  void stage_isTheCallersToRemove() {
    String text = Image.command(work.home(), "stage").output();
    Path stage = Path.of(text.strip());
    assertThat(stage.toString()).hasSize(100);
    env("one", "touch {stage}/x").output();
    assertThat(stage).as("no build sweeps it").isEmptyDirectory();
    assertThat(Image.command(work.home(), "stage", "--json").output()).contains("\"stage\": \"");
  }

  private Program env(String space, String build, Object... options) {
    List<Object> words = new ArrayList<>(List.of("env", "ci", "--from", source, "--space", space));
    words.addAll(List.of(options));
    words.addAll(List.of("--", "sh", "-c", "echo x >>'" + builds + "'; " + build));
    return Image.command(work.home(), words.toArray());
  }

  private Path space(String name) {
    return work.home().resolve("spaces").resolve(name);
  }

  private void nothingRemains() {
    assertThat(Workplace.names(work.home().resolve("stages"))).isEmpty();
    assertThat(Workplace.names(work.home().resolve("locks/stages"))).isEmpty();
  }

  private static void waitFor(Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      Thread.sleep(5);
    }
  }
}
