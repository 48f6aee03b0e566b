package holotree.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A program with its arguments, to be run. Immutable.
///
/// @param command the program and its arguments
/// @param directory where it runs
/// @param environment variables it gets beside those of this process
public record Program(List<String> command, Path directory, Map<String, String> environment) {

  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  // Python writes byte code as it would for most users.
  private static final Map<String, String> VARIABLES =
      Map.of("LC_ALL", "C", "PYTHONDONTWRITEBYTECODE", "", "PYTHONPYCACHEPREFIX", "");

  /// A program that runs in the root directory.
  public static Program of(Object... command) {
    List<String> words = List.of(command).stream().map(String::valueOf).toList();
    return new Program(words, Path.of("/"), VARIABLES);
  }

  /// Commands of the shell, which has `arguments` as `$1` and on.
  public static Program shell(String commands, Object... arguments) {
    Object[] words = new Object[arguments.length + 4];
    words[0] = "sh";
    words[1] = "-euc";
    words[2] = commands;
    words[3] = "sh";
    System.arraycopy(arguments, 0, words, 4, arguments.length);
    return of(words);
  }

  /// The same, run in `other`.
  public Program in(Path other) {
    return new Program(command, other, environment);
  }

  /// The same with a variable.
  public Program with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Program(command, directory, more);
  }

  /// Starts it, its output discarded.
  public Process start() {
    try {
      return builder()
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs it to its end, whatever that is.
  public Finished run() {
    try {
      Path errors = Files.createTempFile("holotree-", ".err");
      try {
        Process process = builder().redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        int code = process.waitFor();
        return new Finished(
            code,
            new String(output, StandardCharsets.ISO_8859_1),
            new String(Files.readAllBytes(errors), StandardCharsets.UTF_8));
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Runs it; it must succeed.
  ///
  /// @return what it wrote to standard output, a character for each byte
  public String output() {
    Finished finished = run();
    assertThat(finished.exitCode()).as("%s: %s", command, finished).isZero();
    return finished.output();
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
