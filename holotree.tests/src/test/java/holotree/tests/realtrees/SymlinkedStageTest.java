package holotree.tests.realtrees;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Placement;
import holotree.tests.kit.MovedTree;
import holotree.tests.kit.MovedTree.Form;
import holotree.tests.kit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A virtual environment and a program that were built through a symbolic link to their stage, so that
/// they hold its path both as it was given and as it is. Needs python3 with venv, and gcc.
class SymlinkedStageTest {

  private static final String BUILD =
      """
      python=/usr/bin/python3
      test -x "$python" || python=python3
      "$python" -m venv --without-pip "$1"
      real=$(readlink -f "$1")
      site=$("$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
      printf 'GIVEN = "%s"\\nREAL = "%s"\\n' "$1" "$real" >"$site/both.py"
      printf 'def where():\\n    return __file__\\n' >"$site/plain.py"
      "$1/bin/python" -m compileall -q "$1/lib"
      cd "$2"
      cat >say.c <<C
      #include <stdio.h>
      int main(void) { return printf("%s %s\\n", GIVEN, REAL) < 0; }
      C
      gcc -g -DGIVEN="\\"$1\\"" -DREAL="\\"$real\\"" -o "$1/bin/say" say.c
      ln -s "$1/bin/say" "$1/bin/say-given"
      ln -s "$real/bin/say" "$1/bin/say-real"
      """;

  private static final String PROGRAM =
      """
      import both, plain, sys
      print(sys.prefix, plain.where.__code__.co_filename, both.__file__)
      print(both.GIVEN.rstrip("/"), both.REAL.rstrip("/"))
      """;

  @AutoClose private final RealTree tree = new RealTree();

  @Test
  void throughTheLinkWhereItWasBuilt_itIsEqual_andARunWritesNothing() throws IOException {
    Path given = buildAndRecord("a-link-to-the-stage");
    tree.restore(given, Placement.COPY);
    tree.requireRecorded(tree.stage());
    tree.requireUntouched(tree.stage(), real -> requireWorks(given, real));
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "HARDLINK"})
  void throughAnotherLink_eachSpellingGetsItsOwn_andARunWritesNothing(Placement placement)
      throws IOException {
    Path given = buildAndRecord("a-link-to-the-stage");
    Path real = Files.createDirectories(tree.path("real-target")).resolve("tree");
    Path link = tree.path("to-target");
    Files.createSymbolicLink(link, real.getParent());
    Path target = link.resolve("tree");
    tree.restore(target, placement);
    MovedTree moved = tree.movedTo(Map.of(given, target, tree.stage(), real));
    Map<String, Form> _ = moved.formsIn(real, allowed(placement));
    tree.requireUntouched(real, there -> requireWorks(target, there));
  }

  @Test
  void throughNoLink_bothSpellingsGetOnePath_andARunWritesNothing() throws IOException {
    Path given = buildAndRecord("a-link-to-the-stage");
    Path target = tree.path("t");
    tree.restore(target, Placement.COPY);
    Map<String, Form> _ =
        tree.movedTo(Map.of(given, target, tree.stage(), target))
            .formsIn(target, Form.SAME, Form.REPLACED, Form.PADDED);
    tree.requireUntouched(target, there -> requireWorks(target, there));
  }

  private static Form[] allowed(Placement placement) {
    return placement == Placement.COPY
        ? new Form[] {Form.SAME, Form.REPLACED, Form.PADDED}
        : new Form[] {Form.SAME, Form.REPLACED, Form.PADDED, Form.FILLED};
  }

  private Path buildAndRecord(String name) throws IOException {
    Path link = tree.path(name);
    Files.createDirectories(tree.stage().getParent());
    Files.createDirectories(tree.path("sources"));
    Files.createSymbolicLink(link, tree.stage().getParent());
    Path given = link.resolve(String.valueOf(tree.stage().getFileName()));
    String _ = Program.shell(BUILD, given, tree.path("sources")).output();
    assertThat(tree.record(given).relocatedEntries()).isGreaterThan(8);
    return given;
  }

  private static void requireWorks(Path given, Path real) {
    assertThat(Program.of(given.resolve("bin/python"), "-c", PROGRAM).output())
        .matches(
            "%1$s %1$s/lib/python[0-9.]+/site-packages/plain.py %1$s/lib/python[0-9.]+/site-packages/both.py\n%1$s %2$s\n"
                .formatted(given, real));
    for (String program : Set.of("say", "say-given", "say-real")) {
      assertThat(Program.of(real.resolve("bin/" + program)).output().replaceAll("/+(?=[ \n])", ""))
          .isEqualTo(given + " " + real + "\n");
    }
    assertThat(Program.of("readlink", real.resolve("bin/say-given")).output().strip())
        .isEqualTo(given + "/bin/say");
    assertThat(Program.of("readlink", real.resolve("bin/say-real")).output().strip())
        .isEqualTo(real + "/bin/say");
  }
}
