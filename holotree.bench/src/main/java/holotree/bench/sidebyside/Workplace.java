package holotree.bench.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.LongAdder;

/// The directories of one comparison, each used once.
record Workplace(Path root) {

  /// Where `name` will be; it is not made.
  Path path(String name) {
    return root.resolve(name);
  }

  /// The new, empty directory `name`.
  Path directory(String name) {
    try {
      return Files.createDirectory(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Bytes of all regular files at or below `path`.
  static long bytes(Path path) throws IOException {
    LongAdder bytes = new LongAdder();
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes.add(attributes.isRegularFile() ? attributes.size() : 0);
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes.sum();
  }
}
