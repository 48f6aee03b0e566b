package holotree.tests.crash;

import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The calls by which a command of the image makes something durable or visible, and how to stop it right
/// behind one of them. By strace.
final class DurableSteps {

  private static final String CALLS = "fsync,fdatasync,syncfs,renameat2,linkat";
  // Microseconds: longer than it takes to kill what stands still.
  private static final int STANDSTILL = 30_000_000;
  private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\(");

  private DurableSteps() {}

  /// One call of a command.
  ///
  /// @param number which of the calls of that name in its thread, from 1
  record Step(Attempt.Kind kind, String call, int number) {}

  /// Runs a command to its end.
  ///
  /// @return its steps
  static List<Step> count(Attempt attempt, Path home, Path log) {
    Program.of(words(attempt, home, "-o", log, "-e", "trace=" + CALLS)).output();
    Map<String, Integer> counts = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
        Matcher call = CALL.matcher(line);
        if (call.find()) {
          counts.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Integer> most = new TreeMap<>();
    counts.forEach((call, count) -> most.merge(call.replaceFirst(".* ", ""), count, Integer::max));
    List<Step> steps = new ArrayList<>();
    most.forEach((call, count) -> {
      for (int number = 1; number <= count; number++) {
        steps.add(new Step(attempt.kind(), call, number));
      }
    });
    return steps;
  }

  /// Starts a command that stands still behind `step`.
  ///
  /// @param atStandstill run then; the command is killed after that
  /// @return whether it ended by itself, with success
  static boolean run(Attempt attempt, Path home, Step step, Runnable atStandstill) {
    String inject = "inject=" + step.call + ":delay_exit=" + STANDSTILL + ":when=" + step.number;
    Object[] words = words(attempt, home, "-e", "trace=" + step.call, "-e", inject);
    ProcessBuilder builder =
        new ProcessBuilder(Program.of(words).command())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      try (BufferedReader lines = process.errorReader(StandardCharsets.ISO_8859_1)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.endsWith("(DELAYED)")) {
            atStandstill.run();
            kill(process);
          }
        }
      }
      return process.waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // strace last: what it traces would run on without it.
  private static void kill(Process strace) {
    List<ProcessHandle> traced = strace.descendants().toList();
    traced.forEach(ProcessHandle::destroyForcibly);
    strace.toHandle().destroyForcibly();
    traced.forEach(process -> process.onExit().join());
  }

  private static Object[] words(Attempt attempt, Path home, Object... options) {
    List<Object> words = new ArrayList<>(List.of("strace", "-f", "-q", "--seccomp-bpf"));
    words.addAll(List.of(options));
    words.addAll(Image.command(home, attempt.command().toArray()).command());
    return words.toArray();
  }
}
