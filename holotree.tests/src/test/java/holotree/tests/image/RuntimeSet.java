package holotree.tests.image;

import holotree.tests.architecture.Project;
import holotree.tests.golden.GoldenFiles;
import holotree.tests.kit.Program;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A runtime of chosen modules.
///
/// @param path where it is
record RuntimeSet(Path path) {

  /// Links one.
  ///
  /// @param others modules that are not ours: jars or folders of classes
  static RuntimeSet link(Path path, List<Path> others, String... modules) {
    Jdk.run(
        "jlink",
        "--module-path",
        modulePath(others),
        "--add-modules",
        String.join(",", modules),
        "--no-header-files",
        "--no-man-pages",
        "--output",
        path);
    return new RuntimeSet(path);
  }

  /// Where our modules are, and those of others.
  static String modulePath(List<Path> others) {
    return Stream.concat(
            Stream.of(
                Project.root().resolve("holotree.cli/target/link/modules"),
                Project.jar("holotree.cli")),
            others.stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Asserts that its modules are those of a frozen list.
  ///
  /// @param set what the list is called
  void assertModules(String set) {
    GoldenFiles.assertSame("runtime-sets/" + set + ".txt", modules(path));
  }

  /// What `java --list-modules` says of a runtime, without versions.
  static List<String> modules(Path runtime) {
    return Program.of(runtime.resolve("bin/java"), "--list-modules")
        .output()
        .lines()
        .map(line -> line.replaceFirst("@\\S+", ""))
        .toList();
  }

  /// The command, in this runtime.
  Program holotree(Path home, Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("--home", home));
    words.addAll(List.of(arguments));
    return java("holotree.cli/holotree.cli.Main", words.toArray());
  }

  /// A program of its modules.
  Program java(String main, Object... arguments) {
    List<Object> words = new ArrayList<>();
    words.add(path.resolve("bin/java"));
    words.add("-m");
    words.add(main);
    words.addAll(List.of(arguments));
    return Program.of(words.toArray());
  }
}
