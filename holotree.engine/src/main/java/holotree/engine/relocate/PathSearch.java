package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Looks for the beginnings of one or two paths at once. Immutable and thread-safe.
///
/// R. N. Horspool, "Practical fast searching in strings", Software: Practice and Experience 10
/// (1980), over the first bytes of both paths, as many as the shorter one has.
final class PathSearch {

  private final byte[][] paths;
  private final int shortest;

  /// How far to go on from a byte under the last one of the beginnings; negative if one of them
  /// ends with that byte.
  private final int[] moves = new int[256];

  /// @param paths at least one, none empty
  PathSearch(byte[]... paths) {
    this.paths = paths;
    this.shortest = Arrays.stream(paths).mapToInt(path -> path.length).min().orElseThrow();
    Arrays.fill(moves, shortest);
    for (byte[] path : paths) {
      for (int i = 0; i < shortest - 1; i++) {
        moves[path[i] & 0xff] = Math.min(moves[path[i] & 0xff], shortest - 1 - i);
      }
    }
    for (byte[] path : paths) {
      int end = path[shortest - 1] & 0xff;
      moves[end] = -Math.abs(moves[end]);
    }
  }

  /// The first place at or after `from` and before `limit` where the beginning of a path stands; -1
  /// if there is none.
  long next(MemorySegment in, long from, long limit) {
    int last = shortest - 1;
    long end = Math.min(limit + last, in.byteSize());
    long at = from + last;
    while (at < end) {
      int move = moves[in.get(ValueLayout.JAVA_BYTE, at) & 0xff];
      if (move < 0) {
        if (beginsAt(in, at - last)) {
          return at - last;
        }
        move = -move;
      }
      at += move;
    }
    return -1;
  }

  private boolean beginsAt(MemorySegment in, long at) {
    for (byte[] path : paths) {
      int i = 0;
      while (i < shortest && in.get(ValueLayout.JAVA_BYTE, at + i) == path[i]) {
        i++;
      }
      if (i == shortest) {
        return true;
      }
    }
    return false;
  }
}
