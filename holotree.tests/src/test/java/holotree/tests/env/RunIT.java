package holotree.tests.env;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunIT {

  private static final int BUSY = 5;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path ready = work.path("ready");

  @BeforeEach
  void record() {
    Path stage = work.path("recorded-tree");
    Program.shell(
            "mkdir -p \"$1/bin\"; printf '#!/bin/sh\\necho tool \"$@\"\\n' >\"$1/bin/tool\";"
                + " printf 'echo bare \"$@\"\\n' >\"$1/bin/bare\"; chmod +x \"$1\"/bin/*",
            stage)
        .output();
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(stage).named("ci"));
    }
  }

  @Test
  void commandOfTheSpace_isFound_andHasItsArguments() {
    assertThat(run("one", "tool", "a b", "", "--", "--help", "*").output())
        .isEqualTo("tool a b  -- --help *\n");
  }

  @Test
  void scriptWithoutALineForTheKernel_isTheShells() {
    assertThat(run("one", "bare", "x").output()).isEqualTo("bare x\n");
  }

  @Test
  void process_becomesTheCommand() throws Exception {
    Process process = run("one", "sh", "-c", "touch '" + ready + "'; exec sleep 60").start();
    waitFor(ready);
    while (!program(process).endsWith("sleep")) {
      Thread.sleep(5);
    }
    assertThat(process.children()).as("no Java runtime waits for it").isEmpty();
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void space_isBusyWhileTheCommandRuns_andFreeWhenItIsKilled() throws Exception {
    Process process = run("one", "sh", "-c", "touch '" + ready + "'; exec sleep 60").start();
    waitFor(ready);
    Program delete = Image.command(work.home(), "delete", "one");
    assertThat(delete.run().exitCode()).isEqualTo(BUSY);
    Finished other = Image.command(work.home(), "run", "one", "--", "tool", "other").run();
    assertThat(other.output()).as("%s", other).isEqualTo("tool other\n");
    assertThat(other.errors()).contains("not refreshed");
    process.destroyForcibly().waitFor();
    delete.output();
  }

  @Test
  void exitCode_isTheCommands_andOwnFailuresAre120More() {
    assertThat(run("one", "sh", "-c", "exit 7").run().exitCode()).isEqualTo(7);
    assertThat(run("two", "sh", "-c", "kill -9 $$").run().exitCode()).isEqualTo(128 + 9);
    Finished absent = run("three", "no-such-command").run();
    assertThat(absent.exitCode()).isEqualTo(123);
    assertThat(absent.errors()).contains("no-such-command").contains("PATH");
    assertThat(absent.output()).isEmpty();
    Finished noRecording = Image.command(work.home(), "run", "absent", "--", "true").run();
    assertThat(noRecording.exitCode()).isEqualTo(123);
    assertThat(Image.command(work.home(), "run", "ci").run().exitCode()).isEqualTo(122);
    assertThat(Image.command(work.home(), "run", "ci", "--json", "--", "true").run().exitCode())
        .isEqualTo(122);
  }

  @Test
  void filesOfTheCaller_areTheCommands_andNoneOfTheRuntimeIs() throws IOException {
    Path given = Files.createFile(work.path("given"));
    String listing =
        "exec 7>/dev/zero; exec 9<\"$3\"; \"$1\" --home \"$2\" run ci -- sh -c"
            + " 'for f in /proc/$$/fd/*; do readlink $f; done'";
    List<String> open =
        Program.shell(listing, Image.launcher(), work.home(), given)
            .output()
            .lines()
            .filter(line -> !line.matches("/dev/null|pipe:.*|socket:.*"))
            .toList();
    String space = work.home().resolve("locks").toString();
    String recording = work.library().resolve("locks/catalogs").toString();
    assertThat(open).contains("/dev/zero", given.toString());
    assertThat(open)
        .filteredOn(line -> !line.matches("/dev/zero|.*/given|.*/holotree-[^/]*[.]err"))
        .as("the locks of the space and of its recording alone")
        .hasSize(2)
        .anyMatch(line -> line.startsWith(space))
        .anyMatch(line -> line.startsWith(recording));
  }

  @Test
  void signalsAndLimits_areThoseOfTheCaller() {
    // Of grep, which inherits them: a shell blocks signals while it starts a program.
    String asked = "grep -E \"Sig(Blk|Ign)\" /proc/self/status; ulimit -Sn";
    String script =
        "trap '' PIPE QUIT USR2; ulimit -Sn 300; "
            + asked
            + "; \"$1\" --home \"$2\" run ci -- sh -c '"
            + asked
            + "'";
    List<String> lines =
        Program.shell(script, Image.launcher(), work.home()).output().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.subList(3, 6)).isEqualTo(lines.subList(0, 3));
    assertThat(lines.get(1)).contains("SigIgn").doesNotEndWith("\t0000000000000000");
    assertThat(lines.get(2)).isEqualTo("300");
  }

  @Test
  void variables_areTheCallersAndTheSpaces() {
    List<String> outside = variables(Program.of("env"));
    List<String> inside = variables(run("one", "env"));
    Path space = work.home().resolve("spaces/one");
    assertThat(inside).contains("HOLOTREE_SPACE=" + space).contains("LC_ALL=C");
    assertThat(inside).noneMatch(line -> line.startsWith("HOLOTREE_CALLER"));
    assertThat(inside)
        .filteredOn(line -> !line.startsWith("HOLOTREE_SPACE=") && !line.startsWith("PATH="))
        .containsExactlyInAnyOrderElementsOf(
            outside.stream().filter(line -> !line.startsWith("PATH=")).toList());
    assertThat(inside).anyMatch(line -> line.startsWith("PATH=" + space + "/bin:"));
  }

  @Test
  void withAFlightRecording_theCommandIsAChild_andItsCodeIsPassedOn() throws IOException {
    Path flight = work.path("flight.jfr");
    Finished finished =
        Image.command(work.home(), "run", "ci", "--jfr", flight, "--", "sh", "-c", "echo x; exit 9")
            .run();
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(9);
    assertThat(finished.output()).isEqualTo("x\n");
    assertThat(Files.size(flight)).isPositive();
  }

  private static List<String> variables(Program program) {
    // The shell and the JVM's caller set these by themselves.
    return program
        .output()
        .lines()
        .filter(line -> !line.matches("(_|PWD|OLDPWD|SHLVL)=.*"))
        .toList();
  }

  private Program run(String space, Object... command) {
    List<Object> words = new ArrayList<>(List.of("run", "ci", "--space", space, "--"));
    words.addAll(List.of(command));
    return Image.command(work.home(), words.toArray());
  }

  private static String program(Process process) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/exe"))
        .getFileName()
        .toString();
  }

  private static void waitFor(Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      Thread.sleep(5);
    }
  }
}
