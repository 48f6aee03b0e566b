package holotree.fs.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Runs commands for the tests.
final class Shell {

  private Shell() {}

  /// Runs a command of the shell; its output counts as an explanation if it fails.
  static void run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  /// A JVM that runs `main` of a class of the tests.
  ///
  /// @param exec what runs it, such as `exec`
  static Process java(String exec, Class<?> main, Object... arguments) throws IOException {
    StringBuilder command = new StringBuilder(exec).append(" '");
    command.append(Path.of(System.getProperty("java.home"), "bin", "java")).append('\'');
    command.append(" -Xshare:auto -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED");
    command.append(" -cp '").append(classPath()).append("' '").append(main.getName()).append('\'');
    for (Object argument : arguments) {
      command.append(" '").append(argument).append('\'');
    }
    return new ProcessBuilder("sh", "-c", command.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  // Where the classes themselves come from, since the module path does not show in java.class.path.
  private static String classPath() {
    return location(Shell.class)
        + ":"
        + location(LinuxStrategy.class)
        + ":"
        + location(holotree.api.fs.FileStat.class);
  }

  private static String location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
