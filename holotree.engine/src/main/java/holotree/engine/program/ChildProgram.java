package holotree.engine.program;

import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A program that runs as a child of this process, in its working directory. Immutable.
///
/// @param file the program, absolute
/// @param arguments its arguments, its own name left out
/// @param environment all its variables
/// @param input whether it reads what this process would read; otherwise it finds nothing to read
public record ChildProgram(
    Path file, List<String> arguments, Map<String, String> environment, boolean input) {

  // The command that is interrupted has 0.9 s until its end, in which it clears up as well.
  private static final long GRACE_MILLIS = 300;

  // What a program has written when it ends is read within moments; a daemon that it left behind
  // may
  // hold the pipe for good.
  private static final long DRAIN_MILLIS = 1000;

  public ChildProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// Where a program's output goes.
  @FunctionalInterface
  public interface Output {

    /// Takes the first `length` of `bytes`, which stay the caller's.
    ///
    /// @throws IOException if it cannot
    void write(byte[] bytes, int length) throws IOException;
  }

  /// Runs it to its end, with the streams of this process.
  ///
  /// @return its exit code; 128 and the signal's number if a signal ended it
  /// @throws InterruptedOperationException if the thread is interrupted; the program and what it started
  ///     are ended then
  public int run() {
    Process process =
        start(builder().redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT));
    return await(process);
  }

  /// Runs it to its end.
  ///
  /// @param output gets what it writes, to either stream, from another thread
  /// @return its exit code; 128 and the signal's number if a signal ended it
  /// @throws InterruptedOperationException as [#run()]
  /// @throws HolotreeException what `output` threw, or a `RefusedException` for it; the program has run to
  ///     its end
  public int run(Output output) {
    Process process = start(builder().redirectErrorStream(true));
    Reader reader = new Reader(process.getInputStream(), output);
    Thread thread = new Thread(reader, "output of " + file.getFileName());
    // A daemon that holds the pipe must not hold this process.
    thread.setDaemon(true);
    thread.start();
    int code = await(process);
    try {
      thread.join(DRAIN_MILLIS);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
    Exception failure = reader.failure;
    if (failure instanceof HolotreeException told) {
      throw told;
    }
    if (failure != null) {
      throw new RefusedException(
          "write the output of",
          file.toString(),
          String.valueOf(failure.getMessage()),
          "Make room for its log, then try again.",
          failure);
    }
    return code;
  }

  private ProcessBuilder builder() {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    // What stays is not put again: it may hold bytes that are no text.
    variables.keySet().retainAll(environment.keySet());
    environment.forEach((name, value) -> {
      if (!value.equals(variables.get(name))) {
        variables.put(name, value);
      }
    });
    if (input) {
      builder.redirectInput(Redirect.INHERIT);
    }
    return builder;
  }

  private Process start(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      if (!input) {
        process.getOutputStream().close();
      }
      return process;
    } catch (IOException e) {
      throw new RefusedException(
          "run",
          file.toString(),
          String.valueOf(e.getMessage()),
          "Check that it is a program for this machine.",
          e);
    }
  }

  private InterruptedOperationException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedOperationException("running " + file);
  }

  private int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      end(process);
      throw interrupted();
    }
  }

  // Asked for before the first signal: whose parent is gone is found no more.
  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    try {
      while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
        Thread.sleep(5);
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
    List<ProcessHandle> rest =
        all.stream().flatMap(each -> Stream.concat(Stream.of(each), each.descendants())).toList();
    rest.forEach(ProcessHandle::destroyForcibly);
  }

  private static final class Reader implements Runnable {
    private final InputStream from;
    private final Output to;
    private volatile @Nullable Exception failure;

    Reader(InputStream from, Output to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void run() {
      byte[] block = new byte[8 << 10];
      try {
        for (int count = from.read(block); count >= 0; count = from.read(block)) {
          take(block, count);
        }
      } catch (IOException closed) {
        // The program has ended, and with it the pipe.
      }
    }

    // Read to the end even if it cannot be kept, so that the program is not stopped by a full pipe.
    private void take(byte[] block, int count) {
      try {
        to.write(block, count);
      } catch (IOException | RuntimeException e) {
        failure = e;
      }
    }
  }
}
