package holotree.engine.builtin;

import holotree.api.fs.FileSystemStrategy;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Another process that holds a store: it does one thing, says `ready`, and waits for a line or its
/// end.
final class OtherProcess implements AutoCloseable {

  private static final String SOURCE =
      """
      import holotree.api.fs.*;
      import holotree.engine.builtin.PortableStrategy;
      import java.nio.file.Path;

      class Other {
        public static void main(String[] arguments) throws Exception {
          var store = new PortableStrategy().store(Path.of(arguments[0]), Durability.VOLATILE);
          AutoCloseable held =
              switch (arguments[1]) {
                case "temporary" -> store.createTemporary();
                case "shared" -> store.lock("locks/one", LockMode.SHARED);
                case "exclusive" -> store.lock("locks/one", LockMode.EXCLUSIVE);
                default -> store.tryLock("locks/one", LockMode.EXCLUSIVE);
              };
          System.out.println(held == null ? "ready taken" : "ready");
          System.in.read();
          if (held != null) {
            held.close();
          }
          System.out.println("closed");
          System.in.read();
        }
      }
      """;

  private final Process process;
  private final BufferedReader output;
  private final boolean wasTaken;

  OtherProcess(Path scratch, Path root, String what) throws IOException, URISyntaxException {
    Path source = Files.writeString(scratch.resolve("Other.java"), SOURCE);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                place(PortableStrategy.class)
                    + File.pathSeparator
                    + place(FileSystemStrategy.class),
                source.toString(),
                root.toString(),
                what)
            .redirectErrorStream(true)
            .start();
    output = process.inputReader(StandardCharsets.UTF_8);
    wasTaken = expect("ready").endsWith("taken");
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private String expect(String word) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(word)) {
        return line;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the other process said: " + said);
  }

  /// Whether it tried to take the lock and found it taken.
  boolean foundItTaken() {
    return wasTaken;
  }

  void letGo() throws IOException {
    try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
      input.write('\n');
      input.flush();
      expect("closed");
    }
  }

  /// Ends it as `kill -9` does.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
