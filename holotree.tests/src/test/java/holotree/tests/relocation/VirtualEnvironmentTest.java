package holotree.tests.relocation;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.Notice;
import holotree.engine.Placement;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A real virtual environment, with pip and a package of its own, moved to where it is needed. Needs
/// python3 with venv.
class VirtualEnvironmentTest {

  private static final String BUILD =
      """
      python3 -m venv --copies "$1"
      site=$("$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
      mkdir "$site/greet" "$site/greet-1.0.dist-info"
      cat >"$site/greet/__init__.py" <<P
      import sys

      BUILT_AT = "$1/share/greet"

      def main():
          print("greetings from", sys.prefix, BUILT_AT)
      P
      printf 'Metadata-Version: 2.1\\nName: greet\\nVersion: 1.0\\n' \
        >"$site/greet-1.0.dist-info/METADATA"
      printf '[console_scripts]\\ngreet = greet:main\\n' \
        >"$site/greet-1.0.dist-info/entry_points.txt"
      printf '#!%s/bin/python\\nimport sys\\nfrom greet import main\\nsys.exit(main())\\n' "$1" \
        >"$1/bin/greet"
      chmod 755 "$1/bin/greet"
      "$1/bin/python" -m compileall -q "$site/greet"
      """;

  private static final Workplace WORK = Workplace.create();
  private static final Path STAGE = WORK.path("the-stage-where-it-was-built/venv");

  private static TreeListing recorded;

  @BeforeAll
  static void buildRecordAndMoveAway() {
    Program.shell(BUILD, STAGE).output();
    recorded = TreeListing.of(STAGE);
    try (Holotree holotree = WORK.open()) {
      RecordReceipt receipt = holotree.record(RecordRequest.of(STAGE).named("venv"));
      assertThat(receipt.relocatedEntries()).isGreaterThan(100);
    }
    Program.of("mv", STAGE, WORK.path("moved-away")).output();
  }

  @AfterAll
  static void remove() {
    WORK.close();
  }

  @Test
  void atTheSamePath_itIsEqual() {
    restore(STAGE);
    recorded.assertSameAs(STAGE);
    requireWorks(STAGE);
    Program.of("mv", STAGE, WORK.path("moved-away-too")).output();
  }

  @Test
  void atAShorterPath_itRuns_andPythonCompilesNothingAnew() {
    Path target = WORK.path("v");
    RestoreReceipt receipt = restore(target);
    assertThat(receipt.leftOut()).isZero();
    String before = byteCode(target);
    requireWorks(target);
    assertThat(byteCode(target)).isEqualTo(before).contains("__init__");
    assertPristine(target);
  }

  @Test
  void hardLinked_itSharesItsByteCodeWithOtherSpaces_andRunsInEach() {
    Path first = WORK.path("first");
    Path second = WORK.path("second");
    restore(first, Placement.HARDLINK);
    restore(second, Placement.HARDLINK);
    Set<String> ofFirst = byteCodeInodes(first);
    Set<String> shared = new HashSet<>(ofFirst);
    shared.retainAll(byteCodeInodes(second));
    assertThat(shared).hasSizeGreaterThan(ofFirst.size() * 9 / 10);
    assertThat(ofFirst).hasSizeGreaterThan(100);
    assertThat(shared).as("its source holds the path").noneMatch(line -> line.contains("/greet/"));
    for (Path space : List.of(first, second)) {
      String before = byteCode(space);
      requireWorks(space);
      assertThat(byteCode(space)).isEqualTo(before).contains("/greet/__pycache__/__init__");
      assertPristine(space);
    }
  }

  @Test
  void atALongerPath_itRuns_andOutdatedByteCodeIsLeftOut() {
    Path target = WORK.path("a/rather/longer/path/than/the/one/where/it/was/built/venv");
    assertThat(target.toString().length()).isBetween(STAGE.toString().length() + 1, 120);
    RestoreReceipt receipt = restore(target);
    assertThat(receipt.leftOut()).isPositive();
    assertThat(receipt.notices()).extracting(Notice::kind).contains(Notice.Kind.BYTE_CODE_LEFT_OUT);
    assertPristine(target);
    requireWorks(target);
  }

  @Test
  void atAPathTooLongForAShebang_itsScriptsRun() {
    Path target = WORK.path("p".repeat(100) + "/" + "q".repeat(100) + "/venv");
    assertThat(target.toString().length()).isGreaterThan(200);
    restore(target);
    assertPristine(target);
    requireWorks(target);
  }

  @Test
  void atAPathWithSpaces_itsScriptsRun() {
    Path target = WORK.path("a path with spaces/my venv");
    restore(target);
    assertPristine(target);
    requireWorks(target);
  }

  @Test
  void atAShortPathWithASpace_itsScriptsRun() {
    Path target = WORK.path("v w");
    restore(target);
    assertPristine(target);
    requireWorks(target);
  }

  private static RestoreReceipt restore(Path target) {
    return restore(target, Placement.AUTO);
  }

  private static RestoreReceipt restore(Path target, Placement placement) {
    try (Holotree holotree = WORK.open()) {
      return holotree.restore(RestoreRequest.of("venv").to(target).placed(placement));
    }
  }

  private static void assertPristine(Path target) {
    try (Holotree holotree = WORK.open()) {
      assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
    }
  }

  private static void requireWorks(Path venv) {
    assertThat(STAGE.equals(venv) || !STAGE.toFile().exists()).isTrue();
    Path python = venv.resolve("bin/python");
    assertThat(Program.of(python, "-c", "import sys; print(sys.prefix)").output().strip())
        .isEqualTo(venv.toString());
    assertThat(Program.of(venv.resolve("bin/pip"), "--version").output())
        .contains(" from " + venv + "/lib/");
    assertThat(Program.of(venv.resolve("bin/greet")).output().strip().replaceAll("/+", "/"))
        .isEqualTo("greetings from " + venv + " " + venv + "/share/greet");
    assertThat(Program.of(python, "-m", "pip", "list", "--format=freeze").output())
        .contains("greet==1.0");
  }

  private static Set<String> byteCodeInodes(Path venv) {
    return Program.shell("find \"$1\" -name '*.pyc' -printf '%i /%P\\n'", venv)
        .output()
        .lines()
        .collect(Collectors.toSet());
  }

  private static String byteCode(Path venv) {
    return Program.shell("find \"$1\" -name '*.pyc' -printf '%T@ %s %p\\n' | sort", venv).output();
  }
}
