package holotree.tests.realtrees;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Placement;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A Java runtime with a compiler, linked from the JDK that runs the tests, and its archive of shared
/// classes.
class RuntimeImageTest {

  private static final String BUILD =
      """
      "$2/bin/jlink" --add-modules jdk.compiler --no-header-files --no-man-pages --output "$1"
      "$1/bin/java" -Xshare:dump >/dev/null
      """;

  private static final String COMPILE_AND_RUN =
      """
      mkdir "$2"
      cat >"$2/Say.java" <<J
      public class Say {
        public static void main(String... arguments) {
          System.out.println(System.getProperty("java.home"));
        }
      }
      J
      "$1/bin/javac" -d "$2" "$2/Say.java"
      # Fails if the archive of shared classes cannot be used.
      "$1/bin/java" -Xshare:on -cp "$2" Say
      """;

  private static final RealTree TREE = new RealTree();

  private static TreeListing recorded;

  @BeforeAll
  static void buildAndRecord() {
    String _ = Program.shell(BUILD, TREE.stage(), System.getProperty("java.home")).output();
    recorded = TreeListing.of(TREE.stage());
    assertThat(TREE.record().relocatedEntries()).isZero();
  }

  @AfterAll
  static void remove() {
    TREE.close();
  }

  @ParameterizedTest
  @CsvSource({"COPY, -5", "COPY, 60", "HARDLINK, 0", "HARDLINK, 60"})
  void atAnyPath_itIsEqual_compilesAndRuns_andWritesNothing(Placement placement, int longer) {
    Path target = TREE.pathOfLength(TREE.stageLength() + longer);
    TREE.restore(target, placement);
    recorded.assertSameAs(target);
    TREE.requireUntouched(target, RuntimeImageTest::requireWorks);
    TREE.delete(target);
  }

  private static void requireWorks(Path runtime) {
    try (Workplace work = Workplace.create()) {
      assertThat(Program.shell(COMPILE_AND_RUN, runtime, work.path("classes")).output())
          .isEqualTo(runtime + "\n");
    }
    assertThat(Program.of(runtime.resolve("bin/java"), "--list-modules").output())
        .contains("java.base@", "jdk.compiler@");
  }
}
