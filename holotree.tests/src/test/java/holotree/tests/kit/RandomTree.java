package holotree.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// Trees of everything that can be recorded, the same for the same seed. Made by Python, since Java
/// cannot make every name; needs root, since it makes what others could not read back.
public final class RandomTree {

  private RandomTree() {}

  /// A tree with names of any bytes and files of up to 20 MiB.
  public static void large(Path directory, long seed) {
    make(directory, seed, "bytes", 200, "large");
  }

  /// A tree with names of any bytes and files of up to 70 KiB.
  ///
  /// @param entries about how many
  public static void small(Path directory, long seed, int entries) {
    make(directory, seed, "bytes", entries, "small");
  }

  /// A tree whose names and symlinks are UTF-8, with files of up to 20 MiB.
  public static void utf8(Path directory, long seed) {
    make(directory, seed, "utf8", 200, "large");
  }

  private static void make(Path directory, long seed, String names, int entries, String sizes) {
    Workplace.requireRoot();
    Program.of("python3", "-c", script(), directory, seed, names, entries, sizes).output();
    assertThat(directory).isDirectory();
  }

  private static String script() {
    try (InputStream script = RandomTree.class.getResourceAsStream("random_tree.py")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
