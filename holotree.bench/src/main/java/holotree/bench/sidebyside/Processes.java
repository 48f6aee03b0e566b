package holotree.bench.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every process that is started, one at a time. Thread-safe: [#stop()] may come from another
/// thread, and from then on that thread alone starts any more, to take down what was set up.
final class Processes {

  /// How a process ended.
  ///
  /// @param message the end of what it wrote to its standard error
  record Ended(int exit, String message, double seconds) {}

  private static final int MESSAGE_CHARS = 400;

  private final Path scratch;
  private Optional<Process> current = Optional.empty();
  private Optional<Thread> closer = Optional.empty();

  /// @param scratch an existing directory, off the file system that is measured
  Processes(Path scratch) {
    this.scratch = scratch;
  }

  /// Runs `command` to its end, its output discarded.
  Ended run(Command command) {
    return run(command, ProcessBuilder.Redirect.DISCARD);
  }

  /// Runs `command`, which must succeed.
  ///
  /// @throws BenchException if it does not
  void require(Command command) {
    Ended ended = run(command);
    if (ended.exit != 0) {
      throw new BenchException(
          "`" + command + "` ended with exit code " + ended.exit + ": " + ended.message);
    }
  }

  /// What `command` writes to its two outputs, whatever its exit code; empty if it cannot be started.
  String output(Command command) {
    Path out = scratch.resolve("output");
    try {
      Ended ended = run(command, ProcessBuilder.Redirect.to(out.toFile()));
      return (Files.readString(out, StandardCharsets.ISO_8859_1) + ended.message).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Kills what runs, with its children, and refuses what any other thread starts.
  synchronized void stop() {
    closer = Optional.of(Thread.currentThread());
    current.ifPresent(process -> {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(handle -> handle.onExit().join());
    });
  }

  private Ended run(Command command, ProcessBuilder.Redirect output) {
    Path errors = scratch.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command.words());
    command.directory().ifPresent(directory -> builder.directory(directory.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("HOLOTREE_"));
    builder.environment().putAll(command.environment());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(output);
    builder.redirectError(errors.toFile());
    try {
      long begin = System.nanoTime();
      Process process = start(builder);
      int exit = process.waitFor();
      double seconds = (System.nanoTime() - begin) / 1e9;
      refuseIfStopped();
      return new Ended(exit, tail(errors), seconds);
    } catch (IOException e) {
      throw new BenchException("`" + command + "` cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while waiting for `" + command + "`", e);
    }
  }

  private synchronized Process start(ProcessBuilder builder) throws IOException {
    refuseIfStopped();
    Process process = builder.start();
    current = Optional.of(process);
    return process;
  }

  private synchronized void refuseIfStopped() {
    if (closer.isPresent() && closer.get() != Thread.currentThread()) {
      throw new BenchException("stopped");
    }
  }

  private static String tail(Path errors) throws IOException {
    String text = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
    return text.length() <= MESSAGE_CHARS
        ? text
        : "..." + text.substring(text.length() - MESSAGE_CHARS);
  }
}
