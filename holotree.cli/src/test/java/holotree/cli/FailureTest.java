package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.BuildFailedException;
import holotree.api.error.BusyException;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailureTest {

  private static final Map<HolotreeException, Integer> CODES =
      Map.of(
          new RefusedException("open", "/x", "permission denied (EACCES)", "Ask.", null), 1,
          new NotFoundException("No.", List.of(), "Look."), 3,
          new CorruptException("x.pack", 7, "a", "b"), 4,
          new BuildFailedException("make", 42, Path.of("/log")), 1,
          new BusyException("ci", "process 7"), 5,
          new UnsafeException("x", "y"), 6,
          new NoSpaceException("/x", 5, 3, null), 7,
          new ProviderMissingException("Frame 1", "codec", "zstd", List.of("stored"), "m"), 8,
          new FormatVersionException("x.pack", 9, 1, 2), 8,
          new InterruptedOperationException("record x"), 130);

  private final CapturedConsole captured = new CapturedConsole();

  @Test
  void everyKindOfFailure_hasItsExitCode() {
    CODES.forEach((failure, code) ->
        assertThat(ExitCode.of(failure).code()).as(failure.toString()).isEqualTo(code));
    assertThat(CODES.keySet().stream().map(Object::getClass).collect(Collectors.toSet()))
        .as("all permitted kinds")
        .isEqualTo(
            Arrays.stream(HolotreeException.class.getPermittedSubclasses())
                .collect(Collectors.toSet()));
  }

  @Test
  void failure_isToldInThreeLines() {
    assertThat(captured.run("demo", "--tree", "/no/such/tree")).isEqualTo(3);
    assertThat(captured.err())
        .isEqualTo(
            """
            holotree: There is no directory /no/such/tree.
            Nothing was changed.
            Name one that is there with --tree.
            """);
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void failure_isADocumentWithJson() {
    assertThat(captured.run("demo", "--json", "--tree", "/no/such/tree")).isEqualTo(3);
    assertThat(captured.out())
        .startsWith("{\n  \"error\": {\n    \"kind\": \"notFound\",")
        .endsWith("}\n");
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void failure_hasItsStackTraceWithVerbose() {
    assertThat(captured.run("demo", "-v", "--tree", "/no/such/tree")).isEqualTo(3);
    assertThat(captured.err()).contains("NotFoundException", "\tat ");
  }

  @Test
  void failure_isColouredOnlyOnRequestOrOnATerminal() {
    assertThat(captured.run("demo", "--color", "always", "--tree", "/no/such/tree")).isEqualTo(3);
    assertThat(captured.err()).startsWith("\u001b[1;31mholotree:\u001b[0m There");
  }

  @Test
  void closedPipe_isNoFailure() {
    assertThat(runInto("Broken pipe")).isEqualTo("0 ");
  }

  @Test
  void fullDisk_isAFailure() {
    assertThat(runInto("No space left on device"))
        .isEqualTo("1 holotree: Could not write to standard output: No space left on device.\n");
  }

  private static String runInto(String fault) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(fault);
          }
        };
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(), failing, stderr, StandardCharsets.UTF_8, () -> false);
    int code = new CommandRunner(console).run("--help");
    return code + " " + stderr.toString(StandardCharsets.UTF_8);
  }
}
