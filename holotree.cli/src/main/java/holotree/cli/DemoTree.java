package holotree.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds a tree that is worth a demonstration on most machines: a JDK.
final class DemoTree {

  private static final Path LINUX_JDKS = Path.of("/usr/lib/jvm");

  private DemoTree() {}

  /// A JDK or Java runtime: where `javaHome` points, else one of the system's, else the one that
  /// runs this.
  ///
  /// @param javaHome value of the environment variable JAVA_HOME; may be empty
  static Path find(String javaHome) {
    if (!javaHome.isEmpty() && isJava(Path.of(javaHome))) {
      return resolved(Path.of(javaHome));
    }
    return installed(LINUX_JDKS).stream()
        .findFirst()
        .orElseGet(() -> resolved(Path.of(System.getProperty("java.home"))));
  }

  /// The JDKs and runtimes in a directory, sorted by name; links to them are left out.
  static List<Path> installed(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> !Files.isSymbolicLink(child) && isJava(child))
          .sorted()
          .toList();
    } catch (IOException _) {
      // One that cannot be looked at is as good as none: there is always this runtime itself.
      return List.of();
    }
  }

  private static boolean isJava(Path directory) {
    return Files.exists(directory.resolve("bin/java"))
        || Files.exists(directory.resolve("bin/java.exe"));
  }

  private static Path resolved(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      return path;
    }
  }
}
