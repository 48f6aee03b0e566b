package holotree.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of a benchmark's own, where each run gets a folder that is new. Not thread-safe.
///
/// What is in a temporary one is removed when it is closed. In a folder that the user named everything
/// stays: ext4 makes files more slowly for minutes after others were removed, so whoever measures there
/// makes a file system for it and throws that away.
final class WorkFolder implements AutoCloseable {

  private final Path folder;
  private final boolean temporary;
  private int runs;

  /// A new folder.
  ///
  /// @param parent where to make it; empty for the system's temporary folder
  WorkFolder(String parent) throws IOException {
    this.temporary = parent.isEmpty();
    this.folder =
        temporary
            ? Files.createTempDirectory("holotree-bench-").toRealPath()
            : Files.createTempDirectory(Path.of(parent).toRealPath(), "holotree-bench-");
  }

  /// A folder that is not there yet, absolute.
  Path next() {
    return folder.resolve("run-" + runs++);
  }

  @Override
  public void close() throws IOException {
    if (!temporary) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
