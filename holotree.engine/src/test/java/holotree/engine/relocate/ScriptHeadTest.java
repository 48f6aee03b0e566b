package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.ContentKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Needs `/bin/sh` and `python3`.
@DisabledOnOs(OS.WINDOWS)
class ScriptHeadTest {

  private static final String STAGE = "/build/stage";

  private static final String BODY =
      "import sys\nassert __doc__ is None or 'exec' in __doc__\nprint('ran', sys.argv[1:])\n";

  private static RecordedTree script(String firstLine) {
    return new RecordedTree(RecordedTree.stage(STAGE))
        .file("bin/tool", ContentKind.TEXT, firstLine.replace("@", STAGE) + "\n" + BODY);
  }

  private static String patched(RecordedTree tree, String target) {
    return RecordedTree.text(new Restore(tree, RecordedTree.target(target)).patched("bin/tool"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "with\ttab",
        "dollar$HOME and `id`",
        "quote\" and space",
        "back\\slash here",
        "it's here",
        "semi;colon & more",
        "long-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-"
            + "0123456789-0123456789-0123456789-0123456789-0123456789",
      })
  void rewrittenScript_runsAndIsUndone(String name, @TempDir Path directory) throws Exception {
    Path target = directory.resolve(name);
    Files.createDirectories(target.resolve("bin"));
    Path python = target.resolve("bin/python3");
    Files.createSymbolicLink(
        python, Path.of(Program.run(directory, "sh", "-c", "command -v python3").strip()));
    RecordedTree tree = script("#!@/bin/python3");
    Restore restore = new Restore(tree, RecordedTree.target(target.toString()));

    byte[] restored = restore.patched("bin/tool");
    Path tool = Files.write(target.resolve("bin/tool"), restored);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(RecordedTree.text(restored)).startsWith("#!/bin/sh\n'''exec' \"/");
    assertThat(Program.run(directory, tool.toString(), "one", "two words"))
        .endsWith("ran ['one', 'two words']\n");
    assertThat(Program.run(directory, "python3", tool.toString())).endsWith("ran []\n");
    assertThat(restore.undone("bin/tool", restored)).isEqualTo(tree.content("bin/tool"));
    Files.delete(python);
  }

  @Test
  void arguments_areKept() {
    assertThat(patched(script("#!@/bin/python3.11 -E"), "/a b"))
        .isEqualTo("#!/bin/sh\n'''exec' \"/a b/bin/python3.11\" -E \"$0\" \"$@\"\n' '''\n" + BODY);
  }

  @Test
  void lineOf127Bytes_staysAsItIs() {
    String target = "/" + "x".repeat(127 - 2 - 1 - "/bin/python".length());

    assertThat(patched(script("#!@/bin/python"), target))
        .startsWith("#!" + target + "/bin/python\n");
    assertThat(patched(script("#!@/bin/python"), target + "x")).startsWith("#!/bin/sh\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!@/bin/perl",
        "#!@/bin/bash",
        "#!@",
        "#!@/python/sh",
        "#!@/bin/python -c $(id)",
        "#!@/bin/python -I@/lib",
        "##@/bin/python",
      })
  void lineThatStartsNoPlainPython_isReplacedAndNothingMore(String line) {
    RecordedTree tree = script(line);
    Restore restore = new Restore(tree, RecordedTree.target("/a b"));

    byte[] restored = restore.patched("bin/tool");

    assertThat(RecordedTree.text(restored)).startsWith(line.replace("@", "/a b") + "\n");
    assertThat(restore.undone("bin/tool", restored)).isEqualTo(tree.content("bin/tool"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 40, 1000})
  void rewrittenLine_isWholeWhateverThePieces(int piece) {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(STAGE))
            .file(
                "bin/tool",
                ContentKind.TEXT,
                "#!@/bin/pypy3 -s\nx = '@/lib' # @\n".replace("@", STAGE));
    Restore restore = new Restore(tree, RecordedTree.target("/a b"));

    byte[] restored = restore.patched("bin/tool", piece, 30, new Random(piece));

    assertThat(RecordedTree.text(restored))
        .isEqualTo(
            """
            #!/bin/sh
            '''exec' "/a b/bin/pypy3" -s "$0" "$@"
            ' '''
            x = '/a b/lib' # /a b
            """);
    assertThat(restore.undone("bin/tool", restored, piece, 30, new Random(piece)))
        .isEqualTo(tree.content("bin/tool"));
  }

  @Test
  void headThatARestoreWouldNotWrite_differs() {
    RecordedTree tree = script("#!@/bin/python");
    Restore spaced = new Restore(tree, RecordedTree.target("/a b"));
    Restore plain = new Restore(tree, RecordedTree.target("/ab"));
    byte[] rewritten = spaced.patched("bin/tool");

    byte[] kernel = RecordedTree.bytes("#!/a b/bin/python\n" + BODY);
    byte[] shell = RecordedTree.bytes(RecordedTree.text(rewritten).replace("/a b", "/ab"));
    assertThat(spaced.undone("bin/tool", kernel)).isNotEqualTo(tree.content("bin/tool"));
    assertThat(plain.undone("bin/tool", shell)).isNotEqualTo(tree.content("bin/tool"));
    for (int at = 0; at < rewritten.length; at++) {
      byte[] changed = rewritten.clone();
      changed[at] ^= 1;
      assertThat(spaced.undone("bin/tool", changed)).isNotEqualTo(tree.content("bin/tool"));
    }
  }

  @Test
  void head_isNeededWhereAScriptMayBegin() {
    RecordedTree tree = script("#!@/bin/python").file("conf", ContentKind.TEXT, "a=" + STAGE);
    RelocationPlan plan =
        RelocationPlan.of(tree.catalog(), RecordedTree.target("/a b"), ByteCode.OWN);

    assertThat(plan.needsHead(tree.entry("bin/tool"))).isTrue();
    assertThat(plan.restoredSize(tree.entry("bin/tool"))).isEqualTo(-1);
    assertThat(plan.restoredSize(tree.entry("conf"))).isEqualTo(-1);
  }
}
