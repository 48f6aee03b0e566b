package holotree.engine.format;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import holotree.api.error.CorruptException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what [CborMapWriter] writes. Each value can be taken once, so that its memory can go. Not
/// thread-safe.
///
/// Keys up to 127 are critical: one that the reader does not take is refused by [#end]. Higher ones are
/// skipped, so that later releases can add what older ones may ignore.
public final class CborMapReader {

  private static final CBORFactory FACTORY = new CBORFactory();
  private static final int LAST_CRITICAL_KEY = 127;
  private static final int UNTAGGED = -1;

  private record Value(int tag, long number, byte @Nullable [] bytes) {}

  private final String file;
  private final Map<Integer, Value> values = new HashMap<>();

  /// Parses the whole map.
  ///
  /// @param file the file it is from, for messages
  /// @throws CorruptException if `body` is anything but one such map
  public CborMapReader(byte[] body, String file) {
    this.file = file;
    try (CBORParser cbor = FACTORY.createParser(body)) {
      if (cbor.nextToken() != JsonToken.START_OBJECT) {
        throw damaged("a CBOR map", "another CBOR value", null);
      }
      while (cbor.nextToken() == JsonToken.FIELD_NAME) {
        int key = Integer.parseInt(cbor.currentName());
        JsonToken token = cbor.nextToken();
        Value value =
            switch (token) {
              case VALUE_NUMBER_INT -> new Value(cbor.getCurrentTag(), cbor.getLongValue(), null);
              case VALUE_EMBEDDED_OBJECT ->
                  new Value(cbor.getCurrentTag(), 0, cbor.getBinaryValue());
              default -> throw damaged("a number or bytes for key " + key, token.toString(), null);
            };
        if (values.put(key, value) != null) {
          throw damaged("each key once", "key " + key + " twice", null);
        }
      }
      if (cbor.currentToken() != JsonToken.END_OBJECT || cbor.nextToken() != null) {
        throw damaged("one CBOR map", "something after it", null);
      }
    } catch (IOException | NumberFormatException malformed) {
      throw damaged("well-formed CBOR", String.valueOf(malformed.getMessage()), malformed);
    }
  }

  /// Takes a number.
  public long number(int key) {
    return take(key, UNTAGGED, false).number();
  }

  /// Takes a byte string.
  public byte[] bytes(int key) {
    return bytes(key, UNTAGGED);
  }

  /// Takes a byte string that must be `length` bytes.
  public byte[] bytes(int key, long length) {
    byte[] column = bytes(key, UNTAGGED);
    checkCount(key, column.length, length);
    return column;
  }

  /// Takes a column of 16-bit integers.
  public int[] shorts(int key, int count) {
    byte[] column = bytes(key, CborMapWriter.TAG_U16);
    checkCount(key, column.length, (long) count * Short.BYTES);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (column[2 * i] & 0xFF) | (column[2 * i + 1] & 0xFF) << 8;
    }
    return values;
  }

  /// Takes a column of 32-bit integers.
  public int[] ints(int key, int count) {
    byte[] column = bytes(key, CborMapWriter.TAG_U32);
    checkCount(key, column.length, (long) count * Integer.BYTES);
    MemorySegment from = MemorySegment.ofArray(column);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = from.get(Layouts.U32, (long) i * Integer.BYTES);
    }
    return values;
  }

  /// Takes a column of unsigned 64-bit integers.
  public long[] longs(int key, int count) {
    return longs(key, count, CborMapWriter.TAG_U64);
  }

  /// Takes a column of signed 64-bit integers.
  public long[] signedLongs(int key, int count) {
    return longs(key, count, CborMapWriter.TAG_S64);
  }

  /// How many 32-bit integers the column has that can still be taken.
  public int countInts(int key) {
    Value value = values.get(key);
    return value == null || value.bytes() == null ? 0 : value.bytes().length / Integer.BYTES;
  }

  /// Ends reading.
  ///
  /// @throws CorruptException if a critical key was not taken
  public void end() {
    for (int key : values.keySet()) {
      if (key <= LAST_CRITICAL_KEY) {
        throw damaged("known keys", "key " + key + ", which this release must not ignore", null);
      }
    }
  }

  private long[] longs(int key, int count, int tag) {
    byte[] column = bytes(key, tag);
    checkCount(key, column.length, (long) count * Long.BYTES);
    MemorySegment from = MemorySegment.ofArray(column);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = from.get(Layouts.U64, (long) i * Long.BYTES);
    }
    return values;
  }

  private byte[] bytes(int key, int tag) {
    byte[] bytes = take(key, tag, true).bytes();
    if (bytes == null) {
      throw damaged("bytes for key " + key, "a number", null);
    }
    return bytes;
  }

  private Value take(int key, int tag, boolean bytes) {
    Value value = values.remove(key);
    if (value == null) {
      throw damaged("key " + key, "none", null);
    }
    if (value.tag() != tag || (value.bytes() != null) != bytes) {
      throw damaged("key " + key + " with tag " + tag, "tag " + value.tag(), null);
    }
    return value;
  }

  private void checkCount(int key, long actual, long expected) {
    if (actual != expected) {
      throw damaged(expected + " bytes for key " + key, actual + " bytes", null);
    }
  }

  private CorruptException damaged(String expected, String actual, @Nullable Throwable cause) {
    return new CorruptException(file, -1, expected, actual, cause);
  }
}
