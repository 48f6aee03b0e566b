package holotree.engine.format;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// A small file of one line that stands for a catalog, such as a name:
///
/// ```
/// holotree-name 1 <64 digits of the catalog's id> <8 digits: CRC-32C of all before, this space included>
/// ```
public final class NameRecord {

  private static final String MAGIC = "holotree-name ";
  private static final int VERSION = 1;

  private NameRecord() {}

  /// The line for a catalog, with its line end.
  public static byte[] encode(Digest catalog) {
    String line = MAGIC + VERSION + " " + catalog + " ";
    return (line + checksum(line) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /// The catalog that the line stands for.
  ///
  /// @param bytes the whole file
  /// @param file the file, for messages
  /// @throws CorruptException if it is no such line
  /// @throws FormatVersionException if this release cannot read it
  public static Digest decode(byte[] bytes, String file) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    String[] words = text.strip().split(" ", -1);
    if (words.length >= 2 && text.startsWith(MAGIC) && words[1].matches("[0-9]{1,9}")) {
      int version = Integer.parseInt(words[1]);
      if (version != VERSION) {
        throw new FormatVersionException(file, version, VERSION, VERSION);
      }
    }
    if (words.length != 4
        || !Digest.isHex(words[2])
        || !text.equals(new String(encode(Digest.parse(words[2])), StandardCharsets.US_ASCII))) {
      throw new CorruptException(file, 0, "one line with a catalog's id", "other bytes");
    }
    return Digest.parse(words[2]);
  }

  private static String checksum(String line) {
    CRC32C crc = new CRC32C();
    crc.update(line.getBytes(StandardCharsets.US_ASCII));
    String hex = Long.toHexString(crc.getValue());
    return "0".repeat(8 - hex.length()) + hex;
  }
}
