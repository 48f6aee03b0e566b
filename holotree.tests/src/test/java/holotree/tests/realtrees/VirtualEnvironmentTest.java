package holotree.tests.realtrees;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Notice;
import holotree.engine.Placement;
import holotree.engine.RestoreReceipt;
import holotree.tests.kit.Finished;
import holotree.tests.kit.MovedTree;
import holotree.tests.kit.MovedTree.Form;
import holotree.tests.kit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A virtual environment: pip, a package with console scripts, one with an extension in C, and one that
/// is used from where its sources are. Needs python3 with venv and its headers, and gcc.
class VirtualEnvironmentTest {

  private static final String BUILD =
      """
      "$2" -m venv --copies "$1"
      "$1/bin/python" "$3" "$1" "$4"
      "$1/bin/python" -m pip --isolated --quiet --disable-pip-version-check install \
        --no-index --no-cache-dir --no-build-isolation --find-links "$4" greet
      site=$("$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
      mkdir "$1/src" "$1/hashed"
      printf '%s\\n' "$1/src" >"$site/edited.pth"
      printf 'def where():\\n    return __file__\\n' >"$1/src/edited.py"
      "$1/bin/python" -m compileall -q "$1/src"
      printf 'HOME = "%s"\\n' "$1" >"$1/hashed/checked.py"
      printf 'HOME = None\\n' >"$1/hashed/plain.py"
      "$1/bin/python" -m compileall -q --invalidation-mode checked-hash "$1/hashed"
      """;

  /// Prints what it finds, a line each.
  private static final String PROGRAM =
      """
      import importlib.metadata, os, sys
      import edited, greet, greet.plain, tally, tally._native
      print(sys.prefix)
      for module in edited, greet, greet.plain, tally, tally._native:
          print(module.__file__)
      print(greet.main.__code__.co_filename)
      print(edited.where.__code__.co_filename)
      print(os.path.normpath(greet.BUILT_AT))
      print(tally.words(), tally.count("four"))
      print(*(found.load()() for found in importlib.metadata.entry_points(group="greet.plugins")))
      """;

  private static final RealTree TREE = new RealTree();

  @BeforeAll
  static void buildAndRecord() throws IOException {
    Path wheels = TREE.path("wheels.py");
    try (InputStream script = VirtualEnvironmentTest.class.getResourceAsStream("wheels.py")) {
      Files.copy(Objects.requireNonNull(script), wheels);
    }
    Path python = Path.of("/usr/bin/python3");
    String _ =
        Program.shell(
                BUILD,
                TREE.stage(),
                Files.isExecutable(python) ? python : "python3",
                wheels,
                TREE.path("wheels"))
            .output();
    assertThat(TREE.record().relocatedEntries()).isGreaterThan(100);
  }

  @AfterAll
  static void remove() {
    TREE.close();
  }

  @Test
  void atTheSamePath_itIsEqual_andARunWritesNothing() {
    RestoreReceipt receipt = TREE.restore(TREE.stage(), Placement.COPY);
    assertThat(receipt.leftOut()).isZero();
    TREE.requireRecorded(TREE.stage());
    TREE.requireUntouched(TREE.stage(), VirtualEnvironmentTest::requireWorks);
    TREE.delete(TREE.stage());
  }

  @Test
  void atAnotherPathOfThatLength_itHoldsThatPathAlone_andARunWritesNothing() {
    Path target = TREE.pathOfLength(TREE.stageLength());
    TREE.restore(target, Placement.COPY);
    TREE.movedTo(target).formsIn(target, Form.SAME, Form.REPLACED);
    TREE.requireUntouched(target, VirtualEnvironmentTest::requireWorks);
  }

  @Test
  void atAShorterPath_onlyWhatMustKeepItsSizeIsPadded_andARunWritesNothing() {
    Path target = TREE.path("v");
    RestoreReceipt receipt = TREE.restore(target, Placement.COPY);
    assertThat(receipt.leftOut()).isZero();
    MovedTree moved = TREE.movedTo(target);
    Map<String, Form> forms = moved.formsIn(target, Form.SAME, Form.REPLACED, Form.PADDED);
    Set<String> holders = moved.holders();
    Set<String> compiled = byteCode(holders);
    compiled.addAll(sourcesHoldingThePath(holders));
    assertThat(RealTree.having(Form.PADDED, forms)).isEqualTo(compiled).hasSizeGreaterThan(100);
    TREE.requireUntouched(target, VirtualEnvironmentTest::requireWorks);
  }

  @Test
  void hardLinked_itSharesAllByteCodeButThatOfSourcesWithThePath_andARunWritesNothing() {
    Path first = TREE.path("first");
    Path second = TREE.path("second");
    TREE.restore(first, Placement.HARDLINK);
    TREE.restore(second, Placement.HARDLINK);
    for (Path space : List.of(first, second)) {
      MovedTree moved = TREE.movedTo(space);
      Map<String, Form> forms =
          moved.formsIn(space, Form.SAME, Form.REPLACED, Form.PADDED, Form.FILLED);
      Set<String> sources = sourcesHoldingThePath(moved.holders());
      Set<String> own = byteCodeOf(sources, forms.keySet());
      assertThat(RealTree.having(Form.FILLED, forms))
          .isEqualTo(minus(byteCode(moved.holders()), own));
      assertThat(inodes(first, RealTree.having(Form.FILLED, forms)))
          .hasSizeGreaterThan(100)
          .isEqualTo(inodes(second, RealTree.having(Form.FILLED, forms)));
      own.addAll(sources);
      assertThat(RealTree.having(Form.PADDED, forms)).isEqualTo(own);
      assertThat(inodes(first, own)).doesNotContainAnyElementsOf(inodes(second, own));
      TREE.requireUntouched(space, VirtualEnvironmentTest::requireWorks);
    }
  }

  @Test
  void atALongerPath_itRuns_andCompilesNothingButSourcesWithThePath() {
    requireCompilesOnlySourcesWithThePath(
        TREE.path("a/rather/longer/path/than/the/one/where/it/was/built"), Placement.COPY);
  }

  @Test
  void hardLinkedAtALongerPath_itRuns_andCompilesNothingButSourcesWithThePath() {
    requireCompilesOnlySourcesWithThePath(
        TREE.path("another/rather/long/path/than/the/one/where/it/was/built"), Placement.HARDLINK);
  }

  @Test
  void byteCodeThatNamesItsSourcesHash_isCompiledAnewWhereTheSourceHoldsThePath() {
    Path target = TREE.path("h");
    TREE.restore(target, Placement.COPY);
    Set<String> changed =
        RealTree.changedBy(
            target,
            space ->
                assertThat(
                        python(space, "-c", "import checked, plain; print(checked.HOME)")
                            .with("PYTHONPATH", space.resolve("hashed").toString())
                            .output()
                            .strip()
                            .replaceAll("/+$", ""))
                    .isEqualTo(space.toString()));
    assertThat(changed)
        .hasSize(2)
        .contains("hashed/__pycache__")
        .anyMatch(path -> path.startsWith("hashed/__pycache__/checked."));
  }

  @Test
  void atAPathTooLongForAShebang_itsScriptsRun() {
    Path target = TREE.path("p".repeat(100) + "/" + "q".repeat(100) + "/venv");
    TREE.restore(target, Placement.COPY);
    requireRuns(target);
  }

  @Test
  void atAPathWithSpaces_itsScriptsRun() {
    Path target = TREE.path("a path with spaces/my venv");
    TREE.restore(target, Placement.COPY);
    requireRuns(target);
  }

  @Test
  void atAShortPathWithASpace_itsScriptsRun() {
    Path target = TREE.path("v w");
    TREE.restore(target, Placement.COPY);
    TREE.requireUntouched(target, VirtualEnvironmentTest::requireRuns);
  }

  private static void requireCompilesOnlySourcesWithThePath(Path target, Placement placement) {
    assertThat(target.toString().length()).isBetween(TREE.stageLength() + 1, 120);
    RestoreReceipt receipt = TREE.restore(target, placement);
    MovedTree moved = TREE.movedTo(target);
    Map<String, Form> forms =
        moved.formsIn(target, Form.SAME, Form.REPLACED, Form.FILLED, Form.MISSING);
    Set<String> outdated = byteCodeOf(sourcesHoldingThePath(moved.holders()), forms.keySet());
    assertThat(RealTree.having(Form.MISSING, forms)).isEqualTo(outdated).hasSize(2);
    assertThat(RealTree.having(Form.FILLED, forms))
        .isEqualTo(minus(byteCode(moved.holders()), outdated))
        .hasSizeGreaterThan(100);
    assertThat(receipt.leftOut()).isEqualTo(outdated.size());
    assertThat(receipt.notices())
        .filteredOn(notice -> notice.kind() == Notice.Kind.BYTE_CODE_LEFT_OUT)
        .singleElement()
        .satisfies(notice -> assertThat(notice.examples()).hasSameElementsAs(outdated));
    Set<String> imported =
        outdated.stream()
            .filter(path -> path.contains("/greet/"))
            .collect(Collectors.toCollection(TreeSet::new));
    imported.add(String.valueOf(Path.of(imported.iterator().next()).getParent()));
    assertThat(RealTree.changedBy(target, VirtualEnvironmentTest::requireRuns)).isEqualTo(imported);
    assertThat(TREE.differences(target)).isEqualTo(imported);
    assertThat(RealTree.changedBy(target, VirtualEnvironmentTest::requireWorks)).isEmpty();
  }

  /// Runs it, and asserts that whatever it imports from itself comes from byte code.
  private static void requireWorks(Path venv) {
    requireRuns(venv);
    Finished imports =
        python(
                venv,
                "-v",
                "--check-hash-based-pycs",
                "default",
                "-c",
                "import pip._internal.cli.main\n" + PROGRAM)
            .run();
    assertThat(imports.exitCode()).as(imports.errors()).isZero();
    List<String> own = imports.errors().lines().filter(line -> line.contains(venv + "/")).toList();
    assertThat(own)
        .noneMatch(line -> line.startsWith("# wrote "))
        .noneMatch(line -> line.startsWith("# bytecode is stale "))
        .noneMatch(line -> line.startsWith("# code object from ") && !line.endsWith(".pyc'"))
        .filteredOn(line -> line.startsWith("# code object from ") && line.endsWith(".pyc'"))
        .hasSizeGreaterThan(50);
  }

  private static void requireRuns(Path venv) {
    String site =
        python(venv, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
            .output()
            .strip();
    assertThat(site).startsWith(venv + "/lib/");
    List<String> said = python(venv, "-c", PROGRAM).output().lines().toList();
    assertThat(said)
        .hasSize(11)
        .startsWith(
            venv.toString(),
            venv + "/src/edited.py",
            site + "/greet/__init__.py",
            site + "/greet/plain.py",
            site + "/tally/__init__.py")
        .endsWith(
            site + "/greet/__init__.py",
            venv + "/src/edited.py",
            venv + "/share/greet",
            "['some', 'words'] 4",
            "1.0");
    assertThat(said.get(5)).startsWith(site + "/tally/_native.").endsWith(".so");
    for (String script : List.of("greet", "greet-script")) {
      assertThat(Program.of(venv.resolve("bin/" + script)).output().strip().replaceAll("/+", "/"))
          .isEqualTo("greetings from " + venv + " " + venv + "/share/greet 9");
    }
    assertThat(Program.of(venv.resolve("bin/pip"), "--version").output())
        .contains(" from " + site + "/pip ");
    assertThat(python(venv, "-m", "pip", "list", "--format=freeze").output())
        .contains("greet==1.0\n", "tally==2.0\n");
  }

  private static Program python(Path venv, Object... arguments) {
    Object[] words = new Object[arguments.length + 1];
    words[0] = venv.resolve("bin/python");
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Program.of(words).with("PIP_CONFIG_FILE", "/dev/null");
  }

  private static Set<String> byteCode(Set<String> files) {
    return files.stream()
        .filter(file -> file.endsWith(".pyc"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> sourcesHoldingThePath(Set<String> holders) {
    Set<String> sources =
        holders.stream()
            .filter(file -> file.endsWith(".py"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(sources).hasSize(2).contains("hashed/checked.py");
    return sources;
  }

  private static Set<String> byteCodeOf(Set<String> sources, Set<String> files) {
    Set<String> found = new TreeSet<>();
    for (String source : sources) {
      String cached = source.replaceAll("([^/]*)\\.py$", "__pycache__/$1.");
      files.stream().filter(file -> file.startsWith(cached)).forEach(found::add);
    }
    assertThat(found).hasSameSizeAs(sources);
    return found;
  }

  private static Set<String> minus(Set<String> all, Set<String> others) {
    Set<String> left = new TreeSet<>(all);
    left.removeAll(others);
    return left;
  }

  private static Set<Object> inodes(Path space, Set<String> files) {
    return files.stream()
        .map(file -> {
          try {
            return Files.getAttribute(space.resolve(file), "unix:ino");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .collect(Collectors.toSet());
  }
}
