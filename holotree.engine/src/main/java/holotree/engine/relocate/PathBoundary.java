package holotree.engine.relocate;

import holotree.api.Escape;
import holotree.api.Spelling;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Decides from the characters around an occurrence of a path whether it stands for itself or is part
/// of another path.
///
/// @param window the file's bytes around the occurrence
/// @param startsFile whether byte 0 of `window` is byte 0 of the file
/// @param endsFile whether the end of `window` is the end of the file
/// @param pyc whether the file holds marshalled Python objects
record PathBoundary(MemorySegment window, boolean startsFile, boolean endsFile, boolean pyc) {

  /// Longest run of name bytes looked back over: no file name on any platform is longer.
  static final int LONGEST_NAME = 255;

  /// Bytes before an occurrence that a decision may read: the name, of which the first character may
  /// begin earlier, and the slash before it.
  static final int LOOK_BACK = LONGEST_NAME + 2 * EscapedText.LONGEST;

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
  boolean holds(long start, int length, Spelling spelling) {
    EscapedText text = new EscapedText(window, spelling.escape());
    return endsAt(text, start, length) && beginsAt(text, start, length);
  }

  private boolean endsAt(EscapedText text, long start, int length) {
    long end = start + length;
    if (end == window.byteSize()) {
      return endsFile;
    }
    return !isName(text, end, text.lengthAt(end))
        || (pyc && isWholeMarshalledString(start, length));
  }

  private boolean beginsAt(EscapedText text, long start, int length) {
    if (start == 0) {
      return startsFile;
    }
    if (pyc && isShortMarshalledString(start, length)) {
      return true;
    }
    return isSlashBefore(text, start)
        ? isSecondSlash(text, start - text.lengthBefore(start))
        : !isInsidePath(text, start);
  }

  /// `file:///stage`, or a slash too many that nothing precedes; not `foo//stage`. After a plain slash
  /// the component of a URL begins.
  private boolean isSecondSlash(EscapedText text, long slash) {
    if (isComponent(text) && byteAt(slash) == '/') {
      return true;
    }
    if (slash == 0) {
      return startsFile;
    }
    if (isSlashBefore(text, slash)) {
      long first = slash - text.lengthBefore(slash);
      return first > 0 && characterBefore(text, first) == ':';
    }
    int length = text.lengthBefore(slash);
    return !isName(text, slash - length, length);
  }

  /// `/mnt` before `/stage`; not `-L` or `PATH=`.
  private boolean isInsidePath(EscapedText text, long start) {
    long first = Math.max(0, start - LONGEST_NAME);
    long at = start;
    while (at > first) {
      int length = text.lengthBefore(at);
      if (!isName(text, at - length, length)) {
        break;
      }
      at -= length;
    }
    return at < start && at > 0 && isSlashBefore(text, at);
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

  private static boolean isComponent(EscapedText text) {
    return text.escape() == Escape.URL_COMPONENT || text.escape() == Escape.URL_COMPONENT_LOWER;
  }

  private static boolean isSlashBefore(EscapedText text, long at) {
    return characterBefore(text, at) == '/';
  }

  private static int characterBefore(EscapedText text, long at) {
    int length = text.lengthBefore(at);
    return text.character(at - length, length);
  }

  /// Whether a character can be one of a name. A space can if somebody took care to escape it.
  private static boolean isName(EscapedText text, long at, int length) {
    int character = text.character(at, length);
    return character >= NAME.length || NAME[character] || (character == ' ' && length > 1);
  }

  private byte byteAt(long at) {
    return window.get(ValueLayout.JAVA_BYTE, at);
  }
}
