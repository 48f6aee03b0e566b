package holotree.api;

import java.nio.charset.StandardCharsets;

/// Names from disk as text for people. A name may hold any character, and it goes to terminals: what would
/// act on one, or turn text around it, becomes U+FFFD.
public final class PlainText {

  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  /// Bytes as text; such that are not UTF-8 become U+FFFD, too.
  public static String of(byte[] bytes) {
    return of(new String(bytes, StandardCharsets.UTF_8));
  }

  /// The text without control characters, line separators and marks of direction.
  public static String of(String text) {
    StringBuilder plain = null;
    for (int i = 0; i < text.length(); i++) {
      if (acts(text.charAt(i))) {
        if (plain == null) {
          plain = new StringBuilder(text);
        }
        plain.setCharAt(i, REPLACEMENT);
      }
    }
    return plain == null ? text : plain.toString();
  }

  private static boolean acts(char c) {
    return Character.isISOControl(c)
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200E'
        || c == '\u200F'
        || c == '\u061C';
  }
}
