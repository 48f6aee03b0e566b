package holotree.testkit.contract;

import holotree.api.fs.LibraryStore;
import java.util.stream.IntStream;

/// Lines of one sign each, of which any number of appenders write theirs to one file.
final class Pieces {

  private Pieces() {}

  /// Appends that many lines.
  static void append(LibraryStore store, String path, String sign, int count) {
    for (int line = 0; line < count; line++) {
      store.append(path, Native.of(sign.repeat(length(line)) + "\n"));
    }
  }

  /// The signs in that many lines.
  static int signs(int count) {
    return IntStream.range(0, count).map(Pieces::length).sum();
  }

  private static int length(int line) {
    return 1 + line * 37 % 3000;
  }
}
