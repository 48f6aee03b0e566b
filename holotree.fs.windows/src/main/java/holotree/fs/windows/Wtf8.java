package holotree.fs.windows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Names of Windows as bytes: UTF-16, in which surrogates may stand alone, as UTF-8, in which each of those
/// that do takes three bytes ("The WTF-8 encoding", simonsapin.github.io/wtf-8).
final class Wtf8 {

  private static final int SURROGATE_BYTES = 3;

  private Wtf8() {}

  /// The bytes of a name.
  static byte[] bytes(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (isAlone(name, i)) {
        return bytesWithSurrogates(name);
      }
    }
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /// The name that has these bytes; null if none has.
  static @Nullable String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    // Either a name that has this character, or what is not UTF-8.
    String decoded = textWithSurrogates(bytes);
    return Arrays.equals(bytes(decoded), bytes) ? decoded : null;
  }

  private static boolean isAlone(String name, int at) {
    char c = name.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == name.length() || !Character.isLowSurrogate(name.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(name.charAt(at - 1)));
  }

  private static byte[] bytesWithSurrogates(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(SURROGATE_BYTES * name.length());
    int from = 0;
    for (int i = 0; i < name.length(); i++) {
      if (isAlone(name, i)) {
        bytes.writeBytes(name.substring(from, i).getBytes(StandardCharsets.UTF_8));
        char c = name.charAt(i);
        bytes.write(0xE0 | c >> 12);
        bytes.write(0x80 | (c >> 6 & 0x3F));
        bytes.write(0x80 | (c & 0x3F));
        from = i + 1;
      }
    }
    bytes.writeBytes(name.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  // What is neither UTF-8 nor a surrogate becomes U+FFFD, whose bytes are others: the caller
  // notices.
  private static String textWithSurrogates(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (isSurrogate(bytes, i)) {
        text.append(new String(bytes, from, i - from, StandardCharsets.UTF_8));
        text.append((char) (0xD000 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F)));
        i += SURROGATE_BYTES - 1;
        from = i + 1;
      }
    }
    return text.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8))
        .toString();
  }

  private static boolean isSurrogate(byte[] bytes, int at) {
    return bytes[at] == (byte) 0xED
        && at + 2 < bytes.length
        && (bytes[at + 1] & 0xE0) == 0xA0
        && (bytes[at + 2] & 0xC0) == 0x80;
  }
}
