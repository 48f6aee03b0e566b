package holotree.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.InterruptedOperationException;
import holotree.api.error.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ChildProgramTest {

  @TempDir Path scratch;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void exitCode_andOutputOfBothStreams_arePassedOn() {
    assertThat(run(shell("echo out; echo err >&2; exit 7"))).isEqualTo(7);
    assertThat(text()).isEqualTo("out\nerr\n");
  }

  @Test
  void signal_isPassedOn() {
    assertThat(run(shell("kill -9 $$"))).isEqualTo(128 + 9);
  }

  @Test
  void variables_areThoseGivenAndNoOthers() {
    run(new ChildProgram(Path.of("/usr/bin/env"), List.of(), Map.of("ONLY", "this one"), false));
    assertThat(text()).isEqualTo("ONLY=this one\n");
  }

  @Test
  void input_isEmptyUnlessAskedFor() {
    assertThat(run(shell("cat; echo end"))).isZero();
    assertThat(text()).isEqualTo("end\n");
  }

  @Test
  void outputThatCannotBeTaken_isTold_andTheProgramRunsToItsEnd() {
    Path done = scratch.resolve("done");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() ->
            shell("head -c 300000 /dev/zero; touch '" + done + "'")
                .run((bytes, length) -> {
                  throw new IOException("full");
                }))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("full"));
    assertThat(done).exists();
  }

  @Test
  void interruption_endsTheProgramAndWhatItStarted() throws Exception {
    Path pids = scratch.resolve("pids");
    // Neither heeds SIGTERM.
    String append = "echo $$ >>'" + pids + "'; while :; do sleep 1; done";
    Path loop = Files.writeString(scratch.resolve("loop"), "trap '' TERM; " + append);
    ChildProgram program = shell("trap '' TERM; sh '" + loop + "' & " + append);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(() -> {
          try {
            int _ = program.run((bytes, length) -> output.write(bytes, 0, length));
          } catch (InterruptedOperationException e) {
            thrown.set(e);
          }
        });
    thread.start();
    while (!Files.exists(pids) || Files.readAllLines(pids).size() < 2) {
      Thread.sleep(5);
    }
    thread.interrupt();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedOperationException.class);
    for (String pid : Files.readAllLines(pids)) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(each -> each.onExit().join());
    }
  }

  private int run(ChildProgram program) {
    return program.run((bytes, length) -> output.write(bytes, 0, length));
  }

  private String text() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private static ChildProgram shell(String script) {
    return new ChildProgram(
        Path.of("/bin/sh"), List.of("-c", script), Map.of("PATH", "/usr/bin:/bin"), false);
  }
}
