package holotree.tests.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java runtime of a test's own, with the classes of the tests: for what would disturb the others, or
/// be disturbed by them.
public final class OwnJvm {

  private OwnJvm() {}

  /// The command line that runs the program `main`; its arguments go behind it.
  ///
  /// @param heapMebibytes all of it is taken at the start, so that what grows later is not the heap
  /// @param more further classes that it has
  public static List<Object> command(Class<?> main, int heapMebibytes, Path... more) {
    List<Object> words = new ArrayList<>();
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:+AlwaysPreTouch",
            "-XX:TieredStopAtLevel=1",
            "-Xms" + heapMebibytes + "m",
            "-Xmx" + heapMebibytes + "m",
            "-Dholotree.image=" + System.getProperty("holotree.image"),
            "-classpath",
            Stream.concat(Stream.of(more).map(Path::toString), Stream.of(classPath()))
                .collect(Collectors.joining(":")),
            main.getName()));
    return words;
  }

  /// Everything that the tests run with, as a class path.
  public static String classPath() {
    Path own = Path.of(OwnJvm.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return Stream.of(
            own.toString(),
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(":"));
  }
}
