package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What names and sizes of main sources keep to.
class SourcesTest {

  private static final int MOST_LINES = 400;
  private static final int FEWEST_FILES = 200;
  private static final int FEWEST_MODULES = 7;

  private static final Set<String> WORDS_THAT_SAY_NOTHING =
      Set.of("common", "helper", "helpers", "impl", "manager", "misc", "util", "utils");

  @Test
  void everyFile_isShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : allFiles()) {
      int lines = Files.readAllLines(file).size();
      if (lines >= MOST_LINES) {
        tooLong.add(file.getFileName() + ": " + lines);
      }
    }
    assertThat(tooLong)
        .as("a class does one thing, in less than " + MOST_LINES + " lines")
        .isEmpty();
  }

  @Test
  void everyName_saysWhatTheThingIs() {
    assertThat(allFiles())
        .as("no word of " + WORDS_THAT_SAY_NOTHING + " in a package or a class")
        .noneMatch(file ->
            words(Project.root().relativize(file)).anyMatch(WORDS_THAT_SAY_NOTHING::contains));
  }

  @Test
  void everyModule_isNullMarked() throws IOException {
    for (String module : Project.MODULES) {
      assertThat(Project.sources(module).resolve("module-info.java"))
          .as("null is a value where it is said, and nowhere else")
          .content()
          .containsPattern("(?m)^@NullMarked$");
    }
    assertThat(Project.MODULES).hasSizeGreaterThanOrEqualTo(FEWEST_MODULES);
  }

  @Test
  void everyFolder_isAModuleOrSaysWhyNot() {
    assertThat(Project.FOLDERS)
        .as("what is no module is kept by few rules")
        .filteredOn(folder -> !Project.MODULES.contains(folder))
        .containsExactly(
            // Run from the class path by JMH.
            "holotree.bench",
            // Versions of the others, and archives of the image.
            "holotree.bom",
            "holotree.dist",
            // Run from the class path by Jazzer.
            "holotree.fuzz",
            // A module of tests alone.
            "holotree.tests",
            // The code of others.
            "third-party/info.picocli",
            "third-party/org.lz4.java");
  }

  @Test
  void everyPackage_startsWithTheNameOfItsModule() {
    for (String module : Project.MODULES) {
      Path sources = Project.sources(module);
      assertThat(Project.javaFiles(sources))
          .as("a class is found by its package: the sources of " + module)
          .filteredOn(file -> !file.getFileName().toString().equals("module-info.java"))
          .isNotEmpty()
          .allMatch(file -> file.startsWith(sources.resolve(module.replace('.', '/'))));
    }
  }

  @Test
  void everyPackage_hasADoorPlate() {
    assertThat(files().stream().map(Path::getParent).distinct())
        .as("package-info.java says what is in the room and where to start")
        .filteredOn(folder -> !folder.endsWith("src/main/java"))
        .hasSizeGreaterThanOrEqualTo(20)
        .allMatch(folder -> Files.isRegularFile(folder.resolve("package-info.java")));
  }

  private static List<Path> files() {
    List<Path> files =
        Project.MODULES.stream()
            .flatMap(module -> Project.javaFiles(Project.sources(module)).stream())
            .toList();
    assertThat(files).hasSizeGreaterThanOrEqualTo(FEWEST_FILES);
    return files;
  }

  /// Those of what is no module, too.
  private static List<Path> allFiles() {
    List<Path> files = new ArrayList<>(files());
    Project.FOLDERS.stream()
        .filter(folder -> !Project.MODULES.contains(folder))
        .forEach(folder -> files.addAll(Project.javaFiles(Project.sources(folder))));
    files.addAll(Project.javaFiles(Project.root().resolve("samples")));
    return files;
  }

  private static Stream<String> words(Path file) {
    return Arrays.stream(file.toString().split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])", -1))
        .map(word -> word.toLowerCase(Locale.ROOT));
  }
}
