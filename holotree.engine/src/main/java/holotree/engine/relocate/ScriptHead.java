package holotree.engine.relocate;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The first line of a Python script that the kernel could not start, and the lines that start it
/// by way of the shell, as pip and conda write them: to the shell a command, to Python a string.
///
/// A kernel cuts the line after 127 bytes (Linux before 5.1, BINPRM_BUF_SIZE) and ends the
/// interpreter's path at a space or a tab (execve(2)).
final class ScriptHead {

  /// Longest first line, its line feed excluded, that every kernel takes whole, bytes.
  static final int LONGEST_LINE = 127;

  /// First bytes of a content that are looked at.
  static final int HEAD_BYTES = 8 << 10;

  private static final int PLACE = 2;
  private static final byte[] PREFIX = ascii("#!/bin/sh\n'''exec' \"");
  private static final byte[] SUFFIX = ascii(" \"$0\" \"$@\"\n' '''\n");
  private static final String ESCAPED = "\"$`\\";

  /// What arguments may consist of, beside letters and digits, to mean the same to a shell.
  private static final String PLAIN_ARGUMENTS = " \t-_=.,:+/@%";

  private final byte[] original;
  private final byte[] restored;

  private ScriptHead(byte[] original, byte[] restored) {
    this.original = original;
    this.restored = restored;
  }

  /// Rewrites the first line of a content if it has to be.
  ///
  /// @param head the content's first [#HEAD_BYTES] or all of it, with a place at offset 2
  /// @param placeLength length of that place, bytes
  /// @param nextPlace offset of the place after it
  /// @param path what is to stand there
  /// @return null if the line starts no Python, can stay as it is, or cannot be rewritten
  static @Nullable ScriptHead of(byte[] head, int placeLength, long nextPlace, byte[] path) {
    int lineEnd = indexOf(head, '\n', PLACE + placeLength);
    if (lineEnd < 0 || lineEnd >= HEAD_BYTES || nextPlace < lineEnd || !beginsScript(head)) {
      return null;
    }
    int tailStart = PLACE + placeLength;
    int tailEnd = tailStart;
    while (tailEnd < lineEnd && head[tailEnd] != ' ' && head[tailEnd] != '\t') {
      tailEnd++;
    }
    boolean fits = PLACE + path.length + lineEnd - tailStart <= LONGEST_LINE;
    if ((fits && !holdsSpace(path))
        || !isPython(head, tailStart, tailEnd)
        || !arePlain(head, tailEnd, lineEnd)) {
      return null;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(PREFIX);
    escape(path, 0, path.length, lines);
    escape(head, tailStart, tailEnd, lines);
    lines.write('"');
    lines.write(head, tailEnd, lineEnd - tailEnd);
    lines.writeBytes(SUFFIX);
    return new ScriptHead(Arrays.copyOf(head, lineEnd + 1), lines.toByteArray());
  }

  /// The first bytes of the content of a restored script, whether its head was rewritten or not.
  ///
  /// @param head the restored file's first [#restoredBytes] or all of it
  /// @return null if it begins in neither way
  static byte @Nullable [] contentOf(byte[] head, int placeLength, byte[] path) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(ascii("#!"));
    content.writeBytes(Filler.of(placeLength));
    if (beginsScript(head) && Bytes.matches(head, PLACE, path)) {
      int tail = PLACE + path.length;
      content.write(head, tail, head.length - tail);
      return content.toByteArray();
    }
    if (!Bytes.matches(head, 0, PREFIX)) {
      return null;
    }
    ByteArrayOutputStream interpreter = new ByteArrayOutputStream();
    int quote = unescape(head, PREFIX.length, interpreter);
    byte[] unescaped = interpreter.toByteArray();
    int suffix = quote < 0 ? -1 : indexOf(head, SUFFIX[1], quote + 1) - 1;
    if (suffix <= quote || !Bytes.matches(unescaped, 0, path)) {
      return null;
    }
    content.write(unescaped, path.length, unescaped.length - path.length);
    content.write(head, quote + 1, suffix - quote - 1);
    content.write('\n');
    return content.toByteArray();
  }

  /// First bytes of a restored file that [#contentOf] needs: every byte may have been escaped.
  static int restoredBytes(byte[] path) {
    return 2 * (HEAD_BYTES + path.length) + PREFIX.length + SUFFIX.length;
  }

  /// The line in the content, its line feed included; not to be written to.
  byte[] original() {
    return original;
  }

  /// The lines in the restored file; not to be written to.
  byte[] restored() {
    return restored;
  }

  /// Bytes that the lines are longer than the line.
  int growth() {
    return restored.length - original.length;
  }

  /// At most the first [#HEAD_BYTES] of `content`.
  static byte[] headOf(MemorySegment content) {
    return content
        .asSlice(0, Math.min(HEAD_BYTES, content.byteSize()))
        .toArray(ValueLayout.JAVA_BYTE);
  }

  static boolean holdsSpace(byte[] path) {
    return indexOf(path, ' ', 0) >= 0 || indexOf(path, '\t', 0) >= 0 || indexOf(path, '\n', 0) >= 0;
  }

  private static boolean beginsScript(byte[] head) {
    return head.length >= PLACE && head[0] == '#' && head[1] == '!';
  }

  private static boolean isPython(byte[] head, int from, int to) {
    int name = to;
    while (name > from && head[name - 1] != '/') {
      name--;
    }
    return name > from
        && (Bytes.matches(head, name, ascii("python")) || Bytes.matches(head, name, ascii("pypy")));
  }

  private static boolean arePlain(byte[] head, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = head[i];
      boolean word = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
      if (!word && PLAIN_ARGUMENTS.indexOf(b) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void escape(byte[] text, int from, int to, ByteArrayOutputStream into) {
    for (int i = from; i < to; i++) {
      if (ESCAPED.indexOf(text[i]) >= 0) {
        into.write('\\');
      }
      into.write(text[i]);
    }
  }

  /// The index of the closing quote; -1 if there is none.
  private static int unescape(byte[] text, int from, ByteArrayOutputStream into) {
    for (int i = from; i < text.length; i++) {
      if (text[i] == '"') {
        return i;
      }
      if (text[i] == '\\' && ++i == text.length) {
        return -1;
      }
      into.write(text[i]);
    }
    return -1;
  }

  private static int indexOf(byte[] in, int wanted, int from) {
    for (int i = from; i < in.length; i++) {
      if (in[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
