package holotree.api.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The stable id of a codec: 1 to 8 of `a-z` and `0-9`, written into each frame it encodes.
///
/// @param name the id as text
public record CodecId(String name) {

  /// Length of an id on disk, NUL-padded, bytes.
  public static final int BYTES = 8;

  private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,8}");

  /// @throws IllegalArgumentException if `name` is not 1 to 8 of a-z and 0-9
  public CodecId {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("a codec id is 1 to 8 of a-z and 0-9: " + name);
    }
  }

  /// The id as it is on disk: 8 bytes, NUL-padded.
  public byte[] toBytes() {
    return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), BYTES);
  }

  @Override
  public String toString() {
    return name;
  }
}
