package holotree.tests.crash;

import holotree.tests.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The system calls of a program that concern files below one directory, by strace. Those that a Java
/// runtime makes for itself are told apart by the paths in them.
final class TracedCalls {

  private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\(");
  private static final String INJECTED = "(INJECTED)";

  private final String calls;
  private final Path below;
  private final Path log;

  /// @param calls their names
  /// @param below which paths are looked for
  /// @param log a file that is not below it
  TracedCalls(List<String> calls, Path below, Path log) {
    this.calls = String.join(",", calls);
    this.below = below;
    this.log = log;
  }

  /// A call of a program.
  ///
  /// @param number which of the calls of that name in its thread, from 1
  record Call(String name, int number) {}

  /// The program, run so that its calls can be read afterwards.
  Program traced(Program program) {
    return strace(program, List.of("-e", "trace=" + calls));
  }

  /// The program, in which a call fails.
  ///
  /// @param error such as `EIO`
  /// @param forGood whether all later ones of that name in the same thread fail, too
  Program failing(Program program, Call call, String error, boolean forGood) {
    String when = ":when=" + call.number + (forGood ? "+" : "");
    return strace(
        program,
        List.of(
            "-e", "trace=" + call.name, "-e", "inject=" + call.name + ":error=" + error + when));
  }

  /// Those of the last run, in their order, each once.
  List<Call> made() {
    Map<String, Integer> counts = new HashMap<>();
    Set<Call> made = new LinkedHashSet<>();
    for (String line : lines()) {
      Matcher call = CALL.matcher(line);
      if (call.find()) {
        int number = counts.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
        if (line.contains(below.toString())) {
          made.add(new Call(call.group(2), number));
        }
      }
    }
    return List.copyOf(made);
  }

  /// Whether a call failed in the last run, and those that did were all ours.
  boolean failedOurs() {
    List<String> injected = lines().stream().filter(line -> line.contains(INJECTED)).toList();
    return !injected.isEmpty()
        && injected.stream().allMatch(line -> line.contains(below.toString()));
  }

  private Program strace(Program program, List<String> options) {
    List<Object> words =
        new ArrayList<>(List.of("timeout", "-s", "KILL", "60", "strace", "-f", "-qq"));
    words.addAll(List.of("-y", "--seccomp-bpf", "-o", log));
    words.addAll(options);
    words.addAll(program.command());
    return Program.of(words.toArray());
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
