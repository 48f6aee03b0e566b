package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Progress of long commands, on a terminal and off it.
class ProgressIT {

  private static final String BUILD =
      """
      mkdir "$1"
      cd "$1"
      head -c 30000000 /dev/urandom | split -a 3 -b 50000
      """;

  /// Runs a command on a terminal of its own and passes on what it writes there.
  private static final String ON_A_TERMINAL =
      """
      import os, pty, sys
      pid, terminal = pty.fork()
      if pid == 0:
          os.execv(sys.argv[1], sys.argv[1:])
      while True:
          try:
              data = os.read(terminal, 65536)
          except OSError:
              break
          if not data:
              break
          os.write(1, data)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """;

  private static final String BAR = "\r\u001b[?7l";
  private static final String ERASED = "\r\u001b[K";

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage");

  @BeforeEach
  void build() {
    Program.shell(BUILD, stage).output();
  }

  @Test
  void terminal_showsABarThatIsGoneAtTheEnd() {
    String output = onATerminal(longRecord());
    assertThat(output).contains(BAR + "Recording").contains("% [").contains(" left");
    int end = output.lastIndexOf(ERASED);
    assertThat(output.indexOf(BAR, end)).isNegative();
    assertThat(output.substring(end + ERASED.length())).startsWith("Recorded big, ");
    assertThat(output.substring(0, end)).doesNotContain("\n");
  }

  @Test
  void quietCommandOnATerminal_showsNothing() {
    assertThat(onATerminal(longRecord("--quiet"))).isEmpty();
  }

  @Test
  void shortCommandOnATerminal_showsItsResultAlone() {
    assertThat(onATerminal(Image.command(work.home(), "list"))).doesNotContain(BAR);
  }

  @Test
  void pipe_getsNothingButTheResult() {
    Finished finished = longRecord().run();
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    assertThat(finished.errors()).isEmpty();
    assertThat(finished.output()).startsWith("Recorded big, ");
  }

  @Test
  void json_getsALineForEachLookOnStandardError_andOneDocument() {
    Finished finished = longRecord("--json").run();
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    assertThat(finished.output()).startsWith("{\n").endsWith("}\n").doesNotContain("progress");
    assertThat(finished.errors().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{\"progress\":{\"activity\":\"") && line.endsWith("}}"))
        .anyMatch(line -> line.contains("\"totalEntries\":600,\"totalBytes\":30000000}"));
  }

  /// Takes far longer than the half second in which nothing is shown.
  private Program longRecord(String... options) {
    List<Object> arguments =
        new ArrayList<>(List.of("record", stage, "--name", "big", "--level", "19"));
    arguments.addAll(List.of(options));
    return Image.command(work.home(), arguments.toArray());
  }

  private static String onATerminal(Program program) {
    List<Object> words = new ArrayList<>(List.of("python3", "-c", ON_A_TERMINAL));
    words.addAll(program.command());
    return Program.of(words.toArray()).with("TERM", "xterm").with("COLUMNS", "100").output();
  }
}
