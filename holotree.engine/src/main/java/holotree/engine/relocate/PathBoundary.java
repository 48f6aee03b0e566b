package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Decides from the bytes around an occurrence of a path whether it stands for itself or is part of
/// another path.
///
/// @param window the file's bytes around the occurrence
/// @param startsFile whether byte 0 of `window` is byte 0 of the file
/// @param endsFile whether the end of `window` is the end of the file
/// @param pyc whether the file holds marshalled Python objects
record PathBoundary(MemorySegment window, boolean startsFile, boolean endsFile, boolean pyc) {

  /// Longest run of name bytes looked back over: no file name on any platform is longer.
  static final int LONGEST_NAME = 255;

  /// Bytes before an occurrence that a decision may read.
  static final int LOOK_BACK = LONGEST_NAME + 1;

  private static final String NAME_PUNCTUATION = "._-+~@%";
  private static final boolean[] NAME = new boolean[256];

  private static final ValueLayout.OfInt LITTLE_ENDIAN_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static {
    for (int b = 0; b < NAME.length; b++) {
      NAME[b] =
          (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || (b >= '0' && b <= '9')
              || b >= 0x80
              || NAME_PUNCTUATION.indexOf(b) >= 0;
    }
  }

  /// Whether the path at `start`, `length` bytes long, stands for itself.
  boolean holds(long start, int length) {
    return endsAt(start, length) && beginsAt(start, length);
  }

  private boolean endsAt(long start, int length) {
    long end = start + length;
    if (end == window.byteSize()) {
      return endsFile;
    }
    return !isName(end) || (pyc && isWholeMarshalledString(start, length));
  }

  private boolean beginsAt(long start, int length) {
    if (start == 0) {
      return startsFile;
    }
    if (pyc && isShortMarshalledString(start, length)) {
      return true;
    }
    return isSlash(start - 1) ? isSecondSlash(start - 1) : !isInsidePath(start);
  }

  /// `file:///stage`, or a slash too many that nothing precedes; not `foo//stage`.
  private boolean isSecondSlash(long slash) {
    if (slash == 0) {
      return startsFile;
    }
    if (isSlash(slash - 1)) {
      return slash >= 2 && byteAt(slash - 2) == ':';
    }
    return !isName(slash - 1);
  }

  /// `/mnt` before `/stage`; not `-L` or `PATH=`.
  private boolean isInsidePath(long start) {
    long first = Math.max(0, start - LONGEST_NAME);
    long at = start;
    while (at > first && isName(at - 1)) {
      at--;
    }
    return at < start && at > 0 && isSlash(at - 1);
  }

  /// CPython, Python/marshal.c: TYPE_SHORT_ASCII and TYPE_SHORT_ASCII_INTERNED, a length byte and
  /// the string. FLAG_REF is the type's highest bit. The length byte may look like part of a name.
  private boolean isShortMarshalledString(long start, int length) {
    return start >= 2 && isType(start - 2, "zZ") && (byteAt(start - 1) & 0xff) >= length;
  }

  /// A string that is the path and no more: what follows is the type of the next object. Longer
  /// strings, and those that are not ASCII, have four bytes of length.
  private boolean isWholeMarshalledString(long start, int length) {
    if (start >= 2 && isType(start - 2, "zZ") && (byteAt(start - 1) & 0xff) == length) {
      return true;
    }
    return start >= 5
        && isType(start - 5, "aAust")
        && window.get(LITTLE_ENDIAN_INT, start - Integer.BYTES) == length;
  }

  private boolean isType(long at, String types) {
    return types.indexOf(byteAt(at) & 0x7f) >= 0;
  }

  private boolean isSlash(long at) {
    return byteAt(at) == '/';
  }

  private boolean isName(long at) {
    return NAME[byteAt(at) & 0xff];
  }

  private byte byteAt(long at) {
    return window.get(ValueLayout.JAVA_BYTE, at);
  }
}
