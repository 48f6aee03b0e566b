package holotree.tests.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A path of fixed length that leads through a symbolic link to another of fixed length: catalogs
/// hold the lengths of both spellings.
///
/// @param given the path through the link; nothing is there yet
/// @param resolved the same place without it
record GoldenStage(Path given, Path resolved) {

  static final int GIVEN_LENGTH = 90;
  static final int RESOLVED_LENGTH = 110;

  private static final String LAST = "/tree";

  /// A stage in `directory`.
  ///
  /// @param mark tells several in one directory apart
  static GoldenStage in(Path directory, char mark) throws IOException {
    Path real = directory.toRealPath();
    Path link = padded(real, GIVEN_LENGTH, mark);
    Path place = padded(real, RESOLVED_LENGTH, mark);
    Files.createDirectory(place);
    Files.createSymbolicLink(link, place);
    return new GoldenStage(Path.of(link + LAST), Path.of(place + LAST));
  }

  private static Path padded(Path directory, int length, char mark) {
    int room = length - LAST.length() - directory.toString().length() - 1;
    if (room < 1) {
      throw new IllegalStateException("too long for a stage of " + length + " bytes: " + directory);
    }
    return directory.resolve(String.valueOf(mark).repeat(room));
  }
}
