package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What stands in a content where its stage's path was: a slash, then `holotree_` over and over,
/// cut to the path's length. Stateless.
public final class Filler {

  private static final byte[] WORD = {'h', 'o', 'l', 'o', 't', 'r', 'e', 'e', '_'};

  private Filler() {}

  /// The byte at `index` of any filler longer than that.
  static byte at(long index) {
    return index == 0 ? (byte) '/' : WORD[(int) ((index - 1) % WORD.length)];
  }

  /// The filler for a path of `length` bytes, in an array of the caller's own.
  public static byte[] of(int length) {
    byte[] filler = new byte[length];
    write(MemorySegment.ofArray(filler), 0, 0, length);
    return filler;
  }

  /// Writes a stretch of filler.
  ///
  /// @param into written to, kept by the caller
  /// @param at where in `into` the stretch goes, bytes
  /// @param first the first byte of the filler that is written, 0 for its slash
  /// @param count bytes written
  /// @throws IndexOutOfBoundsException if the stretch does not fit
  public static void write(MemorySegment into, long at, long first, long count) {
    for (long i = 0; i < count; i++) {
      into.set(ValueLayout.JAVA_BYTE, at + i, at(first + i));
    }
  }

  /// Where a stretch of filler first differs from what it should be.
  ///
  /// @param in read only
  /// @param at where in `in` the stretch lies, bytes
  /// @param first the byte of the filler that should be there, 0 for its slash
  /// @param count bytes tested
  /// @return bytes of the stretch that are right before the first wrong one; -1 if all are right
  /// @throws IndexOutOfBoundsException if the stretch is not within `in`
  public static long mismatch(MemorySegment in, long at, long first, long count) {
    for (long i = 0; i < count; i++) {
      if (in.get(ValueLayout.JAVA_BYTE, at + i) != at(first + i)) {
        return i;
      }
    }
    return -1;
  }
}
