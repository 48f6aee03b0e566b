package holotree.engine.diff;

import java.util.Arrays;
import java.util.Comparator;

/// The order in which catalogs have their entries: a directory, then what is below it, then what follows
/// it by the bytes of its name. Paths are compared as bytes, `/` before all others.
public final class PathOrder implements Comparator<byte[]> {

  @Override
  public int compare(byte[] one, byte[] other) {
    int at = Arrays.mismatch(one, other);
    if (at < 0) {
      return 0;
    }
    if (at == one.length || at == other.length) {
      return Integer.compare(one.length, other.length);
    }
    return Integer.compare(rank(one[at]), rank(other[at]));
  }

  private static int rank(byte value) {
    return value == '/' ? -1 : Byte.toUnsignedInt(value);
  }
}
