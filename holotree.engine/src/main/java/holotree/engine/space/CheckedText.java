package holotree.engine.space;

import holotree.api.error.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/// Texts in states and marks, held against what they must be: what a file says decides what is locked,
/// replaced and removed.
final class CheckedText {

  private CheckedText() {}

  /// The space id in a file.
  ///
  /// @param file the file, for messages
  static String spaceId(byte[] bytes, String file) {
    String id = ascii(bytes, file);
    if (!HomeLayout.isState(id)) {
      throw new CorruptException(file, -1, "a space id of 32 hexadecimal digits", "other bytes");
    }
    return id;
  }

  /// ASCII text.
  static String ascii(byte[] bytes, String file) {
    for (byte value : bytes) {
      if (value < 0) {
        throw new CorruptException(file, -1, "ASCII text", "other bytes");
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /// A path that is absolute, with neither `.` nor `..` nor empty names in it.
  static Path path(byte[] bytes, String file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Path path = Path.of(text);
      if (path.isAbsolute()
          && path.equals(path.normalize())
          && Arrays.equals(path.toString().getBytes(StandardCharsets.UTF_8), bytes)) {
        return path;
      }
    } catch (CharacterCodingException | InvalidPathException noPath) {
      throw new CorruptException(file, -1, "an absolute path", "other bytes", noPath);
    }
    throw new CorruptException(file, -1, "an absolute path", "another");
  }

  /// Refuses a file about another space than its name says.
  static void requireSpace(String named, String stated, String file) {
    if (!named.equals(stated)) {
      throw new CorruptException(file, -1, "space " + named, "space " + stated);
    }
  }
}
