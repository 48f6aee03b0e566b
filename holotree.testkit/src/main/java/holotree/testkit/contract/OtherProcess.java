package holotree.testkit.contract;

import holotree.api.fs.FileSystemStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Another process, a [StrategyProcess], which does what it is asked and answers: so tests wait for answers
/// and never for time to pass.
final class OtherProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final Writer questions;

  private OtherProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /// Starts a process and waits until it can be asked.
  ///
  /// @param strategy what it makes its strategy of
  /// @param root the store that it uses
  /// @param options of its Java runtime
  static OtherProcess start(Class<?> strategy, Path root, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // First, since an option may say otherwise: where one makes its files, the other looks for
    // them.
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(
        options.length > 0 ? List.of(options) : List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", classPath(strategy), StrategyProcess.class.getName()));
    command.addAll(List.of(strategy.getName(), root.toString()));
    OtherProcess other =
        new OtherProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    other.answer();
    return other;
  }

  // Where the classes themselves come from, too, since those of modules do not show in
  // java.class.path.
  private static String classPath(Class<?> strategy) {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type = strategy; type != Object.class; type = type.getSuperclass()) {
      places.add(location(type));
    }
    places.add(location(FileSystemStrategy.class));
    places.add(location(StrategyProcess.class));
    places.add(System.getProperty("jdk.module.path", ""));
    places.add(System.getProperty("java.class.path", ""));
    places.remove("");
    return String.join(System.getProperty("path.separator", ":"), places);
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  /// Has the process do something and gives its answer, one line.
  String ask(String question) throws IOException {
    send(question);
    return answer();
  }

  /// Has the process do something whose answer [#answer] gives later.
  void send(String question) throws IOException {
    questions.write(question + "\n");
    questions.flush();
  }

  /// Its next answer.
  String answer() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(StrategyProcess.ANSWER)) {
        return line.substring(StrategyProcess.ANSWER.length());
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("the other process ended: " + said);
  }

  long pid() {
    return process.pid();
  }

  /// Ends it at once, whatever it is about to do.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
