package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No package has classes in two modules: of the image, of the build, or of one and the other.
class PackagesIT {

  private static final int FEWEST_MODULES = 18;
  private static final int FEWEST_PACKAGES = 200;

  @Test
  void everyPackage_isInOneModule() throws IOException {
    Map<String, Set<String>> modules = new TreeMap<>();
    try (FileSystem runtime = openRuntime();
        Stream<Path> all = Files.list(runtime.getPath("/modules"))) {
      all.forEach(module -> addPackages(modules, String.valueOf(module.getFileName()), module));
    }
    for (String folder : Project.FOLDERS) {
      Path classes = Project.classes(folder);
      Path tests = classes.resolveSibling("test-classes");
      // What is no module runs from the class path, where a package may have two places.
      if (isModule(classes) || isModule(tests)) {
        String module = String.valueOf(Path.of(folder).getFileName());
        addPackages(modules, module, classes);
        addPackages(modules, module, tests);
      }
    }
    assertThat(modules.values().stream().flatMap(Set::stream).distinct())
        .hasSizeGreaterThanOrEqualTo(FEWEST_MODULES);
    assertThat(modules).hasSizeGreaterThanOrEqualTo(FEWEST_PACKAGES);
    assertThat(modules)
        .as("the module system refuses to start with a package that two modules have")
        .allSatisfy((_, holders) -> assertThat(holders).hasSize(1));
  }

  private static boolean isModule(Path classes) {
    return Files.isRegularFile(classes.resolve("module-info.class"));
  }

  private static FileSystem openRuntime() throws IOException {
    String image = Image.launcher().getParent().getParent().toString();
    return FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", image));
  }

  private static void addPackages(Map<String, Set<String>> modules, String module, Path classes) {
    if (!Files.isDirectory(classes)) {
      return;
    }
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .map(classes::relativize)
          .filter(file -> file.toString().endsWith(".class") && file.getNameCount() > 1)
          .map(file -> file.getParent().toString().replace('/', '.'))
          .distinct()
          .forEach(name -> modules.computeIfAbsent(name, _ -> new TreeSet<>()).add(module));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
