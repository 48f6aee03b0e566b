package holotree.engine.stage;

import holotree.api.error.UnsafeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// How long a stage's path is.
///
/// All have one length, so that files which hold the path are the same in every build of one environment, and
/// a long one, so that targets fit where a binary has the path's room only. 100 bytes are as much as a
/// shebang line can take on every Linux; where the home's own path is too long for that, 200 and 400.
final class StageName {

  private static final int[] LENGTHS = {100, 200, 400};

  private StageName() {}

  /// The name of a stage.
  ///
  /// @param directory where it will be, absolute, without symbolic links
  /// @param id what tells it from others, ASCII
  /// @throws UnsafeException if the directory's path is too long
  static String of(Path directory, String id) {
    int before = directory.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    for (int length : LENGTHS) {
      int left = length - before - id.length();
      if (left >= 0) {
        return id + "_".repeat(left);
      }
    }
    throw new UnsafeException(
        "the home " + directory.getParent(),
        "its path is so long that no stage in it can have a path of 400 bytes",
        "Choose another home with --home.");
  }
}
