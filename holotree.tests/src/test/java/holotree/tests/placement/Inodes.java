package holotree.tests.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which files of a tree are which inodes.
final class Inodes {

  private Inodes() {}

  /// The inode of each regular file below `tree`, by its path in it.
  static Map<Path, Long> of(Path tree) {
    return files(tree).stream()
        .collect(
            Collectors.toMap(
                tree::relativize, file -> attribute(file, "ino"), (a, _) -> a, TreeMap::new));
  }

  /// How many names the inode of a file has.
  static long names(Path file) {
    return attribute(file, "nlink");
  }

  /// The regular files below `tree`, sorted.
  static List<Path> files(Path tree) {
    try (Stream<Path> walk = Files.walk(tree)) {
      return walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Length of all regular files below `tree`, bytes.
  static long bytes(Path tree) {
    return files(tree).stream().mapToLong(Inodes::size).sum();
  }

  /// How long a file is, bytes.
  static long size(Path file) {
    return attribute(file, "size");
  }

  private static long attribute(Path file, String name) {
    try {
      return ((Number) Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS))
          .longValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
