package holotree.tests.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A path of fixed length that leads through a symbolic link to another of fixed length: catalogs
/// hold the lengths of both spellings.
///
/// @param given the path through the link; nothing is there yet
/// @param resolved the same place without it
record GoldenStage(Path given, Path resolved) {

  static final int GIVEN_LENGTH = 90;
  static final int RESOLVED_LENGTH = 110;

  private static final String LAST = "/tree";

  /// What every syntax escapes in its own way.
  private static final String ESCAPED_LAST = "/a \"tree\" of 100% + 1";

  /// Slashes of a path that ends so: their number is part of the length of an escaped path.
  private static final int ESCAPED_SLASHES = 10;

  /// A stage in `directory`.
  ///
  /// @param mark tells several in one directory apart
  static GoldenStage in(Path directory, char mark) throws IOException {
    return in(directory.toRealPath(), mark, LAST);
  }

  /// A stage in `directory` whose path has to be escaped, with as many escapes wherever it is.
  ///
  /// @param mark tells several in one directory apart
  static GoldenStage escaped(Path directory, char mark) throws IOException {
    Path real = directory.toRealPath();
    int above = real.getNameCount() + 2;
    return in(real, mark, "/x".repeat(ESCAPED_SLASHES - above) + ESCAPED_LAST);
  }

  private static GoldenStage in(Path real, char mark, String last) throws IOException {
    Path link = padded(real, GIVEN_LENGTH, mark, last);
    Path place = padded(real, RESOLVED_LENGTH, mark, last);
    Files.createDirectory(place);
    Files.createSymbolicLink(link, place);
    return new GoldenStage(Path.of(link + last), Path.of(place + last));
  }

  /// A path in JSON, in JSON that escapes slashes, as a URL's path both ways and as its component in both
  /// cases.
  static List<String> spellings(Path path) {
    String text = path.toString();
    String json = text.replace("\"", "\\\"");
    String url = text.replace("%", "%25").replace(" ", "%20").replace("\"", "%22");
    String strict = url.replace("+", "%2B");
    return List.of(
        json,
        json.replace("/", "\\/"),
        url,
        strict,
        strict.replace("/", "%2F"),
        strict.replace("%2B", "%2b").replace("/", "%2f"));
  }

  private static Path padded(Path directory, int length, char mark, String last) {
    int room = length - last.length() - directory.toString().length() - 1;
    if (room < 1) {
      throw new IllegalStateException("too long for a stage of " + length + " bytes: " + directory);
    }
    return directory.resolve(String.valueOf(mark).repeat(room));
  }
}
