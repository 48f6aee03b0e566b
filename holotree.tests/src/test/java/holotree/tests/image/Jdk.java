package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The tools of the JDK that runs the tests.
public final class Jdk {

  private Jdk() {}

  /// Runs a tool such as `javac`; it must succeed and have nothing to say.
  public static void run(String tool, Object... arguments) {
    assertThat(output(tool, arguments)).as(tool + " " + List.of(arguments)).isEmpty();
  }

  /// Runs a tool such as `jlink`; it must succeed.
  ///
  /// @return what it said
  public static String output(String tool, Object... arguments) {
    String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code = ToolProvider.findFirst(tool).orElseThrow().run(out, out, words);
    assertThat(code).as("%s %s: %s", tool, String.join(" ", words), said).isZero();
    return said.toString();
  }

  /// A library that the tests run with.
  ///
  /// @param name a part of its file name
  public static String library(String name) {
    return Stream.of("jdk.module.path", "java.class.path")
        .flatMap(path -> Stream.of(System.getProperty(path, "").split(File.pathSeparator, -1)))
        .filter(entry -> Path.of(entry).getFileName().toString().contains(name))
        .findFirst()
        .orElseThrow();
  }
}
