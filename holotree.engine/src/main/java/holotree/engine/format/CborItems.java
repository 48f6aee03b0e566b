package holotree.engine.format;

import holotree.api.error.CorruptException;
import java.util.Arrays;

/// Goes over the heads and byte strings of CBOR (RFC 8949, 3) in memory. Not thread-safe.
///
/// Of our own, because the parser of Jackson needs `java.math.BigDecimal`, whose initialisation takes 30 ms
/// in a cold JDK 25: a third of what refreshing a space of 30,000 entries may take.
final class CborItems {

  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int MAP = 5;
  static final int TAG = 6;

  private static final int LARGEST_IN_PLACE = 23;
  private static final int LARGEST_SIZE_CODE = 3;

  /// The least number that needs 1, 2, 4 and 8 bytes.
  private static final long[] FIRST_OF_SIZE = {24, 1L << 8, 1L << 16, 1L << 32};

  private final byte[] body;
  private final String file;
  private int at;
  private int major;
  private long argument;

  /// @param file where they are from, for messages
  CborItems(byte[] body, String file) {
    this.body = body;
    this.file = file;
  }

  /// Reads the head of the next item.
  ///
  /// @throws CorruptException if there is none, or one without a definite length or value, or one whose
  ///     length or value is longer than it has to be
  void next() {
    int initial = Byte.toUnsignedInt(body[take(1)]);
    major = initial >>> 5;
    int information = initial & 31;
    if (information <= LARGEST_IN_PLACE) {
      argument = information;
      return;
    }
    int code = information - LARGEST_IN_PLACE - 1;
    if (code > LARGEST_SIZE_CODE) {
      throw damaged("an item of definite length", "another, at byte " + (at - 1));
    }
    int bytes = 1 << code;
    int from = take(bytes);
    argument = 0;
    for (int i = from; i < from + bytes; i++) {
      argument = argument << 8 | Byte.toUnsignedLong(body[i]);
    }
    if (Long.compareUnsigned(argument, FIRST_OF_SIZE[code]) < 0) {
      throw damaged("numbers as short as they can be", "a longer one, at byte " + (from - 1));
    }
  }

  /// The major type of the item, 0 to 7.
  int major() {
    return major;
  }

  /// Its value or length.
  ///
  /// @throws CorruptException if it is over 2^63 - 1
  long argument() {
    if (argument < 0) {
      throw damaged("a number up to 2^63 - 1", Long.toUnsignedString(argument));
    }
    return argument;
  }

  /// The bytes of a byte string whose head was read.
  ///
  /// @throws CorruptException if they are not all there
  byte[] bytes() {
    long length = argument();
    if (length > body.length - at) {
      throw damaged(length + " bytes", (body.length - at) + " bytes");
    }
    int from = take((int) length);
    return Arrays.copyOfRange(body, from, at);
  }

  /// Whether all was read.
  boolean isAtEnd() {
    return at == body.length;
  }

  CorruptException damaged(String expected, String actual) {
    return new CorruptException(file, -1, expected, actual);
  }

  private int take(int bytes) {
    if (bytes > body.length - at) {
      throw damaged("well-formed CBOR", "its end after " + body.length + " bytes");
    }
    int from = at;
    at += bytes;
    return from;
  }
}
