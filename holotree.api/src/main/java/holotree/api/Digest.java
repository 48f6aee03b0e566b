package holotree.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// A SHA-256 digest (FIPS 180-4): 32 bytes, held as four big-endian words. Immutable.
///
/// @param first bytes 0 to 7
/// @param second bytes 8 to 15
/// @param third bytes 16 to 23
/// @param fourth bytes 24 to 31
public record Digest(long first, long second, long third, long fourth)
    implements Comparable<Digest> {

  /// Length of a digest, bytes.
  public static final int BYTES = 32;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /// Reads the 32 bytes at `offset`.
  ///
  /// @throws IndexOutOfBoundsException if fewer than 32 bytes are there
  public static Digest at(byte[] bytes, int offset) {
    return new Digest(
        (long) WORD.get(bytes, offset),
        (long) WORD.get(bytes, offset + 8),
        (long) WORD.get(bytes, offset + 16),
        (long) WORD.get(bytes, offset + 24));
  }

  /// Reads the 64 lower-case hexadecimal digits that [#toString] writes.
  ///
  /// @throws IllegalArgumentException if `hex` is anything else
  public static Digest parse(String hex) {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
    return at(HexFormat.of().parseHex(hex), 0);
  }

  /// Whether `text` is the text of a digest: 64 lower-case hexadecimal digits.
  public static boolean isHex(String text) {
    return text.length() == 2 * BYTES && isHexPrefix(text);
  }

  /// Whether `text` begins the text of some digest: up to 64 lower-case hexadecimal digits.
  public static boolean isHexPrefix(String text) {
    return text.length() <= 2 * BYTES
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /// Writes the 32 bytes at `offset`.
  ///
  /// @throws IndexOutOfBoundsException if there is no room for 32 bytes
  public void put(byte[] bytes, int offset) {
    WORD.set(bytes, offset, first);
    WORD.set(bytes, offset + 8, second);
    WORD.set(bytes, offset + 16, third);
    WORD.set(bytes, offset + 24, fourth);
  }

  /// The 32 bytes, in an array of the caller's own.
  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    put(bytes, 0);
    return bytes;
  }

  /// Orders digests as their bytes, unsigned.
  @Override
  public int compareTo(Digest other) {
    int order = Long.compareUnsigned(first, other.first);
    if (order == 0) {
      order = Long.compareUnsigned(second, other.second);
    }
    if (order == 0) {
      order = Long.compareUnsigned(third, other.third);
    }
    return order == 0 ? Long.compareUnsigned(fourth, other.fourth) : order;
  }

  /// The digest's bits are uniform, so one word is a hash.
  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  /// 64 lower-case hexadecimal digits.
  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }
}
