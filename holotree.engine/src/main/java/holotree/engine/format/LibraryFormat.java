package holotree.engine.format;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.nio.charset.StandardCharsets;

/// The file `FORMAT` at the root of a library: the line `holotree-library 1`.
public final class LibraryFormat {

  /// The version written, and the only one so far.
  public static final int VERSION = 1;

  private static final String MAGIC = "holotree-library ";

  private LibraryFormat() {}

  /// The line, with its line end.
  public static byte[] encode() {
    return (MAGIC + VERSION + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /// Checks the line.
  ///
  /// @param bytes the whole file
  /// @param file the file, for messages
  /// @throws CorruptException if it is no such line
  /// @throws FormatVersionException if this release cannot read the library
  public static void check(byte[] bytes, String file) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    if (!text.startsWith(MAGIC) || !text.substring(MAGIC.length()).matches("[1-9][0-9]{0,8}\n")) {
      throw new CorruptException(file, 0, "the line \"" + MAGIC + VERSION + "\"", "other bytes");
    }
    int version = Integer.parseInt(text.substring(MAGIC.length()).strip());
    if (version != VERSION) {
      throw new FormatVersionException(file, version, VERSION, VERSION);
    }
  }
}
