package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher finds its image from anywhere and keeps names whole in any locale.
class LauncherIT {

  /// Fails at the start if the AOT cache cannot be used.
  private static final String AOT_OR_NOTHING = "-XX:AOTMode=on";

  @Test
  void launcher_startsThroughAChainOfSymlinks() {
    try (Workplace workplace = Workplace.create()) {
      String output =
          Program.shell(
                  """
                  cd "$1"
                  mkdir bin else where
                  ln -s "$2" else/third
                  ln -s "$1/else/third" where/second
                  ln -s ../where/second bin/holotree
                  cd bin
                  ./holotree version
                  cd /
                  PATH="$1/bin:$PATH" holotree version
                  "$1/bin/../where/second" version
                  """,
                  workplace.path(""),
                  Image.launcher())
              .with("HOLOTREE_JAVA_OPTS", AOT_OR_NOTHING)
              .output();
      assertThat(output.lines().filter(line -> line.startsWith("holotree "))).hasSize(3);
    }
  }

  @Test
  void movedImage_startsFromAPathWithSpacesAndUmlauts() {
    try (Workplace workplace = Workplace.create()) {
      String output =
          Program.shell(
                  """
                  place="$1/$(printf 'my \\303\\244pps')"
                  mkdir "$place"
                  cp -a "$(dirname "$2")/.." "$place/holo tree"
                  "$place/holo tree/bin/holotree" version -v
                  """,
                  workplace.path(""),
                  Image.launcher())
              .with("HOLOTREE_JAVA_OPTS", AOT_OR_NOTHING)
              .output();
      assertThat(output).startsWith("holotree ").contains("codecs: zstd, lz4, stored");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "version, 1",
    "--home /h restore run --to /x, 1",
    "--color never --home run list, 1",
    "run ci -- true, 121",
    "--json --home=/h --library /l env ci --from x -- true, 121"
  })
  void removedWorkingDirectory_isToldPlainly(String arguments, int code) {
    try (Workplace workplace = Workplace.create()) {
      Finished finished =
          Program.shell(
                  "mkdir \"$1\"; cd \"$1\"; rmdir \"$1\"; exec \"$2\" " + arguments,
                  workplace.path("gone"),
                  Image.launcher())
              .run();
      assertThat(finished.exitCode()).as(finished.toString()).isEqualTo(code);
      // The shell itself may complain before.
      assertThat(finished.errors())
          .endsWith(
              """
              holotree: The working directory was removed.
              Nothing was done.
              Change to a directory that is there, then try again.
              """)
          .doesNotContain("java");
      assertThat(finished.output()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-u PWD", "PWD=/no/such", "PWD=/tmp"})
  void workingDirectory_needsNoVariable(String variable) {
    String output =
        Program.shell("cd /usr; env " + variable + " \"$1\" version", Image.launcher()).output();
    assertThat(output).startsWith("holotree ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_XX.ISO-8859-1"})
  void namesOutsideAscii_surviveAnyLocale(String locale) {
    try (Workplace workplace = Workplace.create()) {
      String output =
          Program.shell(
                  """
                  cd "$1"
                  tree=$(printf 'b\\303\\244ume')
                  mkdir "$tree"
                  printf 'words\\n' > "$tree/$(printf '\\344\\270\\255 \\377')"
                  "$2" --home home --quiet record "$tree" --name one
                  "$2" --home home --quiet restore one --to "again-$tree"
                  diff -r "$tree" "again-$tree"
                  ls "again-$tree"
                  """,
                  workplace.path(""),
                  Image.launcher())
              .with("LC_ALL", locale)
              .output();
      assertThat(output).isEqualTo("\u00e4\u00b8\u00ad \u00ff\n");
    }
  }
}
