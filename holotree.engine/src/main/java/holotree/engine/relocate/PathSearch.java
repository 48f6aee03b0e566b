package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/// Looks for the ends of several paths at once. Immutable and thread-safe.
///
/// R. N. Horspool, "Practical fast searching in strings", Software: Practice and Experience 10
/// (1980), over the last bytes of all paths, as many as the shortest one has. The spellings of a path
/// most often end with the same name, so that they hardly shorten each other's moves.
final class PathSearch {

  /// The last bytes of each path, all of one length; no two the same.
  private final byte[][] ends;

  private final int length;

  /// How far to go on from a byte under the last one of the ends; negative if one of them ends with
  /// that byte.
  private final int[] moves = new int[256];

  /// @param paths at least one, none empty
  PathSearch(List<byte[]> paths) {
    this.length = paths.stream().mapToInt(path -> path.length).min().orElseThrow();
    this.ends =
        paths.stream()
            .map(path -> Arrays.copyOfRange(path, path.length - length, path.length))
            .toArray(byte[][]::new);
    Arrays.fill(moves, length);
    for (byte[] end : ends) {
      for (int i = 0; i < length - 1; i++) {
        moves[end[i] & 0xff] = Math.min(moves[end[i] & 0xff], length - 1 - i);
      }
    }
    for (byte[] end : ends) {
      int last = end[length - 1] & 0xff;
      moves[last] = -Math.abs(moves[last]);
    }
  }

  /// Bytes that every path has at least.
  int shortest() {
    return length;
  }

  /// The first place from `from` up to `limit` where a path may end: its last [#shortest] bytes are
  /// there; -1 if there is none.
  ///
  /// @param from at least [#shortest]
  /// @param limit at most the length of `in`
  long nextEnd(MemorySegment in, long from, long limit) {
    long at = from - 1;
    while (at < limit) {
      int move = moves[in.get(ValueLayout.JAVA_BYTE, at) & 0xff];
      if (move < 0) {
        if (isEnd(in, at + 1)) {
          return at + 1;
        }
        move = -move;
      }
      at += move;
    }
    return -1;
  }

  private boolean isEnd(MemorySegment in, long end) {
    for (byte[] wanted : ends) {
      if (Bytes.matches(in, end - length, wanted)) {
        return true;
      }
    }
    return false;
  }
}
