package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the figures were measured on and with.
final class Machine {

  private static final List<Command> PEERS =
      List.of(
          Command.of("tar", "--version"),
          Command.of("zstd", "--version"),
          Command.of("cp", "--version"),
          Command.of("find", "--version"),
          Command.of("casync", "--version"),
          Command.of("ostree", "--version"),
          Command.of("restic", "version"),
          Command.of("strace", "-V"));

  private final Toolbox tools;
  private final Processes processes;

  Machine(Toolbox tools, Processes processes) {
    this.tools = tools;
    this.processes = processes;
  }

  /// Facts by their names, in the order to show them.
  ///
  /// @param checkout the directory of the sources
  Map<String, String> facts(Path checkout, HolotreeImage image) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "processors",
        Runtime.getRuntime().availableProcessors() + " x " + proc("cpuinfo", "model name"));
    facts.put("memory", memory());
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("image", oneLine(processes.output(image.version())));
    facts.put("Java of the image", oneLine(processes.output(image.javaVersion())));
    facts.put("Java of the harness", Runtime.version().toString());
    facts.put("commit", commit(checkout));
    facts.put("peers", peers());
    return facts;
  }

  private String commit(Path checkout) {
    if (!tools.has("git")) {
      return "unknown, git is not installed";
    }
    // Root measures what another user checked out.
    Command git = Command.of("git", "-c", "safe.directory=" + checkout, "-C", checkout);
    String id = processes.output(git.and("rev-parse", "HEAD"));
    if (!id.matches("[0-9a-f]{40,64}")) {
      return "unknown, not a checkout of git";
    }
    boolean dirty = !processes.output(git.and("status", "--porcelain")).isEmpty();
    return id + (dirty ? ", with changes" : "");
  }

  private String peers() {
    return String.join(
        "; ",
        PEERS.stream()
            .filter(command -> tools.has(command.words().getFirst()))
            .map(command -> version(command.words().getFirst(), processes.output(command)))
            .toList());
  }

  /// The name and the first number with a dot in it, or the first number.
  static String version(String name, String output) {
    List<String> words = List.of(output.split("[\\s',v]+"));
    return name
        + " "
        + words.stream()
            .filter(word -> word.matches("\\d+(\\.\\d+)+.*"))
            .findFirst()
            .or(() -> words.stream().filter(word -> word.matches("\\d+")).findFirst())
            .orElse("of an unknown version");
  }

  private static String memory() throws IOException {
    long kib = Long.parseLong(proc("meminfo", "MemTotal").replaceAll("\\D", ""));
    return String.format(Locale.ROOT, "%.1f GiB", kib / (double) (1 << 20));
  }

  private static String proc(String file, String key) throws IOException {
    return Files.readAllLines(Path.of("/proc", file)).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\n\\s*", "; ");
  }
}
