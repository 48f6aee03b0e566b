package holotree.engine.relocate;

import holotree.api.Escape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes paths in the escapes of [Escape], and makes them longer without changing where they lead.
/// Stateless.
final class EscapedPath {

  private static final byte[] PLAIN_SLASH = {'/'};
  private static final byte[] JSON_SLASH = {'\\', '/'};
  private static final byte[] URL_SLASH = {'%', '2', 'F'};
  private static final byte[] URL_SLASH_LOWER = {'%', '2', 'f'};

  /// Control characters with a letter of their own in JSON, and the letters (RFC 8259, 7).
  private static final String CONTROLS = "\b\f\n\r\t";

  private static final String LETTERS = "bfnrt";
  private static final String UPPER = "0123456789ABCDEF";
  private static final String LOWER = "0123456789abcdef";

  /// RFC 3986, 2.3, beside letters and digits.
  private static final String UNRESERVED = "-._~";

  /// RFC 3986, 3.3: what a path holds as it is, beside the unreserved characters.
  private static final String IN_URL_PATH = "/!$&'()*+,;=:@";

  private EscapedPath() {}

  /// `path` in the escapes of `escape`, in an array of the caller's own. A path that is no UTF-8 has no
  /// ASCII form in JSON, and gets the other one.
  static byte[] of(byte[] path, Escape escape) {
    return switch (escape) {
      case NONE -> path.clone();
      case JSON, JSON_UTF8, JSON_SLASHES, JSON_SLASHES_UTF8 -> json(path, escape);
      case URL -> url(path, IN_URL_PATH, UPPER);
      case URL_STRICT -> url(path, "/", UPPER);
      case URL_COMPONENT -> url(path, "", UPPER);
      case URL_COMPONENT_LOWER -> url(path, "", LOWER);
    };
  }

  /// What a slash is.
  static byte[] slash(Escape escape) {
    return switch (escape) {
      case NONE, JSON, JSON_UTF8, URL, URL_STRICT -> PLAIN_SLASH;
      case JSON_SLASHES, JSON_SLASHES_UTF8 -> JSON_SLASH;
      case URL_COMPONENT -> URL_SLASH;
      case URL_COMPONENT_LOWER -> URL_SLASH_LOWER;
    };
  }

  /// Whether `missing` bytes can be filled with slashes and, where these are several bytes each, with
  /// slashes and dots: `/new/.//` is `/new`.
  static boolean canPad(int missing, Escape escape) {
    int unit = slash(escape).length;
    return missing >= missing % unit * (unit + 1) && missing >= 0;
  }

  /// From how many missing bytes on [#canPad] is always true.
  static int alwaysPads(Escape escape) {
    int unit = slash(escape).length;
    return unit * (unit - 1);
  }

  /// `text` made `length` bytes long.
  ///
  /// @param text a path in the escapes of `escape`
  /// @throws IllegalArgumentException if it cannot be, see [#canPad]
  static byte[] padded(byte[] text, Escape escape, int length) {
    if (!canPad(length - text.length, escape)) {
      throw new IllegalArgumentException(text.length + " bytes cannot be made " + length);
    }
    byte[] slash = slash(escape);
    byte[] padded = Arrays.copyOf(text, length);
    int dots = (length - text.length) % slash.length;
    int at = text.length;
    while (at < length) {
      System.arraycopy(slash, 0, padded, at, slash.length);
      at += slash.length;
      if (dots > 0) {
        padded[at++] = '.';
        dots--;
      }
    }
    return padded;
  }

  private static byte[] json(byte[] path, Escape escape) {
    boolean ascii = escape == Escape.JSON || escape == Escape.JSON_SLASHES;
    byte[] slash = slash(escape);
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * path.length);
    for (int i = 0; i < path.length; i++) {
      int b = path[i];
      int control = b < 0 ? -1 : CONTROLS.indexOf(b);
      if (b == '/') {
        out.writeBytes(slash);
      } else if (b == '"' || b == '\\') {
        out.write('\\');
        out.write(b);
      } else if (control >= 0) {
        out.write('\\');
        out.write(LETTERS.charAt(control));
      } else if (b >= 0 && b < ' ') {
        unicode((char) b, out);
      } else {
        out.write(b);
      }
    }
    return ascii ? ascii(out.toByteArray()) : out.toByteArray();
  }

  /// The same with every character beyond ASCII as its four digits.
  private static byte[] ascii(byte[] utf8) {
    CharBuffer characters;
    try {
      characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException noUtf8) {
      return utf8;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * utf8.length);
    for (int i = 0; i < characters.length(); i++) {
      char character = characters.charAt(i);
      if (character < 0x80) {
        out.write(character);
      } else {
        unicode(character, out);
      }
    }
    return out.toByteArray();
  }

  private static void unicode(char unit, ByteArrayOutputStream out) {
    out.write('\\');
    out.write('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.write(LOWER.charAt(unit >> shift & 0xf));
    }
  }

  private static byte[] url(byte[] path, String kept, String digits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * path.length);
    for (byte b : path) {
      boolean word = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
      if (word || (b >= 0 && (UNRESERVED.indexOf(b) >= 0 || kept.indexOf(b) >= 0))) {
        out.write(b);
      } else {
        out.write('%');
        out.write(digits.charAt(b >> 4 & 0xf));
        out.write(digits.charAt(b & 0xf));
      }
    }
    return out.toByteArray();
  }
}
