package holotree.engine.relocate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs a program and gives what it printed, errors included.
final class Program {

  private Program() {}

  static String run(Path directory, String... command) throws IOException, InterruptedException {
    return run(directory, List.of(command));
  }

  static String run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    if (status != 0) {
      throw new AssertionError(command + " exited with " + status + ": " + text);
    }
    return text;
  }
}
