package holotree.fuzz;

import holotree.api.error.HolotreeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// What must hold of a parser.
public final class Property {

  private Property() {}

  /// Parses, unless the input is refused as it should be.
  public static void parsedOrRefused(Runnable parser) {
    try {
      parser.run();
    } catch (HolotreeException refused) {
      requireTold(refused);
    }
  }

  /// Requires that what was read is written as it was.
  public static void requireSame(byte[] expected, byte[] actual, String what) {
    if (!Arrays.equals(expected, actual)) {
      HexFormat hex = HexFormat.of();
      throw new IllegalStateException(
          what + ": " + hex.formatHex(expected) + " became " + hex.formatHex(actual));
    }
  }

  /// Requires something of a result.
  public static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  /// A copy with the CRC of `length` bytes from `offset` put at `at`, if all of that is there. No fuzzer
  /// guesses a checksum.
  public static byte[] withChecksum(byte[] input, long offset, long length, long at) {
    byte[] copy = input.clone();
    if (offset >= 0
        && length >= 0
        && at >= 0
        && length <= copy.length - offset
        && at <= copy.length - Integer.BYTES) {
      CRC32C crc = new CRC32C();
      crc.update(copy, (int) offset, (int) length);
      for (int i = 0; i < Integer.BYTES; i++) {
        copy[(int) at + i] = (byte) (crc.getValue() >>> (8 * i));
      }
    }
    return copy;
  }

  /// A little-endian number of 64 bits; -1 if it is not all there.
  public static long u64(byte[] input, long at) {
    if (at < 0 || at > input.length - Long.BYTES) {
      return -1;
    }
    long value = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      value = value << 8 | (input[(int) at + i] & 0xFF);
    }
    return value;
  }

  private static void requireTold(HolotreeException refused) {
    for (String sentence : new String[] {refused.what(), refused.meaning(), refused.next()}) {
      require(
          sentence.chars().noneMatch(Character::isISOControl), "a message that acts: " + sentence);
    }
  }
}
