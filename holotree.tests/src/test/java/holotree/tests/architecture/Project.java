package holotree.tests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the project keeps what it is built from and what was built. Paths are absolute.
public final class Project {

  private static final Pattern FOLDER = Pattern.compile("<module>([^<]+)</module>");

  /// Modules of our own, as folders are named.
  public static final List<String> MODULES = modules();

  /// Folders of the whole build, relative to the root; those of [#MODULES] and what no image has.
  public static final List<String> FOLDERS = folders();

  private Project() {}

  /// The folder of the whole project.
  public static Path root() {
    String root = System.getProperty("holotree.root");
    if (root == null) {
      throw new IllegalStateException(
          "The system property holotree.root is not set; Maven sets it");
    }
    return Path.of(root);
  }

  /// A module's main sources.
  public static Path sources(String module) {
    return root().resolve(module).resolve("src/main/java");
  }

  /// A module's compiled classes.
  public static Path classes(String module) {
    return root().resolve(module).resolve("target/classes");
  }

  /// The one jar that was built in `folder`.
  ///
  /// @param folder a module's, relative to the root
  public static Path jar(String folder) {
    String module = Path.of(folder).getFileName().toString();
    List<Path> jars =
        files(root().resolve(folder).resolve("target")).stream()
            .filter(path -> path.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
            .toList();
    if (jars.size() != 1) {
      throw new IllegalStateException(
          "There is not one jar in " + folder + "/target but " + jars + "; run mvn clean package");
    }
    return jars.getFirst();
  }

  /// The Java files below `folder`, which need not exist.
  public static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".java") && Files.isRegularFile(path))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + folder, e);
    }
  }

  private static List<String> modules() {
    return files(root()).stream()
        .filter(path -> Files.isRegularFile(path.resolve("src/main/java/module-info.java")))
        .map(path -> path.getFileName().toString())
        .toList();
  }

  private static List<String> folders() {
    try {
      Matcher folder = FOLDER.matcher(Files.readString(root().resolve("pom.xml")));
      return folder.results().map(each -> each.group(1)).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read pom.xml", e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + folder, e);
    }
  }
}
