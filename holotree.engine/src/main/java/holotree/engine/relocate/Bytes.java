package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Comparisons of short byte strings.
final class Bytes {

  private Bytes() {}

  /// Whether `in` holds the whole of `wanted` at `at`.
  static boolean matches(MemorySegment in, long at, byte[] wanted) {
    if (at < 0 || wanted.length > in.byteSize() - at) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (in.get(ValueLayout.JAVA_BYTE, at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether `text` holds the whole of `wanted` at `at`.
  static boolean matches(byte[] text, int at, byte[] wanted) {
    return wanted.length <= text.length - at
        && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length);
  }

  /// Whether `text` ends with `end`.
  static boolean endsWith(byte[] text, byte[] end) {
    return text.length >= end.length && matches(text, text.length - end.length, end);
  }
}
