package holotree.fuzz;

import holotree.engine.format.CborMapReader;
import java.util.Arrays;

/// Keys that a reader passes over, which are not there when what it read is written.
public final class Skipped {

  private static final int FIRST = 128;
  private static final int LAST = 255;

  private Skipped() {}

  /// Whether a map has any but the ones that are known.
  public static boolean hasAny(CborMapReader map, int... known) {
    for (int key = FIRST; key <= LAST; key++) {
      int asked = key;
      if (map.has(key) && Arrays.stream(known).noneMatch(each -> each == asked)) {
        return true;
      }
    }
    return false;
  }
}
