package holotree.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A directory of a test's own with a home in it, removed on closing whatever is in it.
public final class Workplace implements AutoCloseable {

  private static final int WORKERS = 2;

  private final Path root;

  private Workplace(Path root) {
    this.root = root;
  }

  /// A new one; its path has no symbolic link in it.
  public static Workplace create() {
    try {
      return new Workplace(Files.createTempDirectory("holotree-").toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fails with a reason where root is needed; in CI it is there.
  public static void requireRoot() {
    assertThat(System.getProperty("user.name")).as("this test needs root").isEqualTo("root");
  }

  /// The path of something in it.
  public Path path(String name) {
    return root.resolve(name);
  }

  /// Its home.
  public Path home() {
    return path("home");
  }

  /// The home's library.
  public Path library() {
    return home().resolve("library");
  }

  /// Opens its home. The caller closes it.
  public Holotree open() {
    return open(home(), WORKERS);
  }

  /// Opens another home. The caller closes it.
  public static Holotree open(Path home, int workers) {
    return Holotree.open(new HolotreeOptions(home, home.resolve("library"), workers));
  }

  /// The packs of a library, sorted by path.
  public static List<Path> packs(Path library) {
    return filesBelow(library.resolve("packs"));
  }

  /// The catalogs of a library, sorted by path.
  public static List<Path> catalogs(Path library) {
    return filesBelow(library.resolve("catalogs"));
  }

  /// What spaces the home has states and marks of: file names.
  public List<String> states() {
    return names(home().resolve("spaces/.state"));
  }

  /// The names in a directory, sorted; none if it is not there.
  public static List<String> names(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Program.of("rm", "-rf", "--one-file-system", root).output();
  }

  private static List<Path> filesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
