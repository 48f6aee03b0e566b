package holotree.testkit.windows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// Another process that has a file open, and locks it if it is told to, until it is killed.
final class OtherWindows implements AutoCloseable {

  private final Process process;

  private OtherWindows(Process process) {
    this.process = process;
  }

  /// @param file full name
  /// @param share what it lets others do
  /// @param lock `none`, `shared` or `exclusive`
  static OtherWindows start(Path side, String file, int share, String lock) throws Exception {
    String classes = home(OtherWindows.class) + ":" + home(SimulatedWindows.class);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                OtherWindows.class.getName(),
                side.toString(),
                file,
                Integer.toString(share),
                lock)
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String said = output.readLine();
    if (!"ready".equals(said)) {
      throw new IllegalStateException(said + "\n" + String.join("\n", output.lines().toList()));
    }
    return new OtherWindows(process);
  }

  // In a module, test classes are patched in: their code source is not where they are.
  private static String home(Class<?> type) throws Exception {
    String file = type.getSimpleName() + ".class";
    Path path = Path.of(Objects.requireNonNull(type.getResource(file)).toURI());
    for (int up = type.getName().split("\\.", -1).length; up > 0; up--) {
      path = Objects.requireNonNull(path.getParent());
    }
    return path.toString();
  }

  @SuppressWarnings("SystemOut") // the streams are the process's own, and lead to the test
  public static void main(String[] arguments) throws WindowsRefusal, IOException {
    SimulatedWindows windows = new SimulatedWindows(Path.of(arguments[0]));
    int share = Integer.parseInt(arguments[2]);
    long file = windows.open(0, arguments[1], Numbers.READ_DATA, share, Numbers.OPEN, 0);
    if (!arguments[3].equals("none") && !windows.tryLock(file, arguments[3].equals("exclusive"))) {
      throw new IllegalStateException("not locked");
    }
    System.out.println("ready");
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
