package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.ContentKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Byte code that a real `python3` made, put right and run by it.
@DisabledOnOs(OS.WINDOWS)
class PythonByteCodeTest {

  private static final FileTime MTIME = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));

  private static final String SOURCE =
      """
      HERE = "@"
      LIB = "@/lib"
      BESIDE = "@2"
      def where():
          return where.__code__.co_filename
      class A:
          def f(self):
              return ("@", HERE, LIB, BESIDE)
      """;

  @Test
  void byteCode_runsAtAShorterAndAtAnEqualPath(@TempDir Path directory) throws Exception {
    // 47 bytes if the directory is short enough: the length byte of the constant is then a slash.
    int length = Math.max(47, directory.toString().length() + 10);
    Path stage = sized(directory, length, 's');
    compile(stage);
    RecordedTree tree = recorded(stage);

    for (int targetLength : new int[] {directory.toString().length() + 2, length}) {
      Path target = sized(directory, targetLength, 't');
      restore(tree, target);

      String output = importModule(target);

      assertThat(output).as("the byte code is used").contains("pyc matches " + target + "/m.py");
      String slashes = "/".repeat(length - targetLength);
      assertThat(output.lines().toList())
          .contains(
              "f "
                  + List.of(
                      target + slashes, target + slashes, target + slashes + "/lib", stage + "2"));
      assertThat(Program.run(directory, "python3", target + "/__pycache__/" + cached(target)))
          .isEmpty();
    }
  }

  @Test
  void atALongerPath_theSourceIsCompiledAnew(@TempDir Path directory) throws Exception {
    Path stage = sized(directory, directory.toString().length() + 10, 's');
    compile(stage);
    RecordedTree tree = recorded(stage);
    Path target = sized(directory, directory.toString().length() + 20, 't');
    restore(tree, target);

    String output = importModule(target);

    assertThat(output).doesNotContain("pyc matches " + target);
    assertThat(output).contains("f " + List.of(target, target, target + "/lib", stage + "2"));
  }

  private static Path sized(Path directory, int length, char with) throws IOException {
    String name = String.valueOf(with).repeat(length - directory.toString().length() - 1);
    return Files.createDirectory(directory.resolve(name));
  }

  private static void compile(Path stage) throws Exception {
    Path source = stage.resolve("m.py");
    Files.writeString(source, SOURCE.replace("@", stage.toString()));
    Files.setLastModifiedTime(source, MTIME);
    Program.run(stage, "python3", "-m", "py_compile", source.toString());
  }

  private static RecordedTree recorded(Path stage) throws IOException {
    Path compiled = stage.resolve("__pycache__").resolve(cached(stage));
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(stage.toString()))
            .file("m.py", ContentKind.TEXT, Files.readAllBytes(stage.resolve("m.py")))
            .file("__pycache__/m.cpython-x.pyc", ContentKind.PYC, Files.readAllBytes(compiled))
            .file("name", ContentKind.TEXT, cached(stage));
    String left = RecordedTree.text(tree.content("__pycache__/m.cpython-x.pyc"));
    assertThat(left.replace(stage + "2", ""))
        .as("every path is found")
        .doesNotContain(stage.toString());
    return tree;
  }

  private static void restore(RecordedTree tree, Path target) throws IOException {
    Restore restore = new Restore(tree, RecordedTree.target(target.toString()));
    Files.write(target.resolve("m.py"), restore.patched("m.py"));
    Files.setLastModifiedTime(target.resolve("m.py"), MTIME);
    Path cache = Files.createDirectory(target.resolve("__pycache__"));
    String compiled = "__pycache__/m.cpython-x.pyc";
    switch (restore.plan().action(tree.entry(compiled))) {
      case PATCH -> {
        byte[] restored = restore.patched(compiled);
        Files.write(cache.resolve(RecordedTree.text(tree.content("name"))), restored);
        assertThat(restore.undone(compiled, restored)).isEqualTo(tree.content(compiled));
      }
      case LEAVE_OUT -> {}
      case AS_IS, REFUSE -> throw new AssertionError("byte code is padded or left out");
    }
  }

  private static String importModule(Path target) throws Exception {
    return Program.run(
        target,
        "python3",
        "-B",
        "-I",
        "-S",
        "-v",
        "-c",
        "import sys; sys.path.insert(0, r'"
            + target
            + "'); import m; "
            + "print('f', '[' + ', '.join(m.A().f()) + ']')");
  }

  private static String cached(Path directory) throws IOException {
    try (var files = Files.list(directory.resolve("__pycache__"))) {
      return files.findFirst().orElseThrow().getFileName().toString();
    }
  }
}
