package holotree.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a directory holds: for each path its mode and time, and its bytes or where it leads, the
/// directory's own path in them replaced.
final class TreeListing {

  private TreeListing() {}

  /// The entries of `root`, the root left out; none if it is not there.
  static Map<String, String> of(Path root) {
    Map<String, String> listing = new TreeMap<>();
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      return listing;
    }
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(path -> !path.equals(root)).toList()) {
        listing.put(root.relativize(path).toString(), describe(root, path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return listing;
  }

  private static String describe(Path root, Path path) throws IOException {
    String time = " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path) + time;
    }
    String mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS) + time;
    if (Files.isDirectory(path)) {
      return mode;
    }
    String text = Files.readString(path, StandardCharsets.ISO_8859_1).replace(root.toString(), "@");
    return mode + " " + (text.length() < 100 ? text : text.length() + " chars " + text.hashCode());
  }
}
