package holotree.tests.refresh;

import holotree.tests.kit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Edits a tree as users, jobs and tools do; by Python, since Java cannot name every file.
///
/// @param touched what became of the inodes that were touched, by path in the tree, a character for each
///     byte: whether a repair may make them anew
record RandomEdits(Map<String, Boolean> touched) {

  /// Edits `tree`, the same way for the same seed and tree.
  static RandomEdits make(Path tree, long seed, int count) {
    String output = Program.of("python3", "-c", script(), tree, seed, count).output();
    Map<String, Boolean> touched = new HashMap<>();
    for (String line : output.split("\0", -1)) {
      if (!line.isEmpty()) {
        touched.put(line.substring(1), line.charAt(0) == 'R');
      }
    }
    return new RandomEdits(touched);
  }

  private static String script() {
    try (InputStream script = RandomEdits.class.getResourceAsStream("random_edits.py")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
