package holotree.engine.format;

import holotree.api.error.CorruptException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what [CborMapWriter] writes. Each value can be taken once, so that its memory can go. Not
/// thread-safe.
///
/// Keys are 0 to 255, in ascending order. Those up to 127 are critical: one that the reader does not take
/// is refused by [#end]. Higher ones are skipped, so that later releases can add what older ones may
/// ignore.
public final class CborMapReader {

  private static final int LAST_CRITICAL_KEY = 127;

  // A map of millions of tiny values would take many times the memory of its bytes.
  private static final int LAST_KEY = 255;
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
    CborItems items = new CborItems(body, file);
    items.next();
    if (items.major() != CborItems.MAP) {
      throw damaged("a CBOR map", "another CBOR value");
    }
    long count = items.argument();
    int last = -1;
    for (long i = 0; i < count; i++) {
      int key = key(items);
      if (key <= last) {
        throw damaged("keys that ascend", "key " + key + " after key " + last);
      }
      values.put(key, value(items, key));
      last = key;
    }
    if (!items.isAtEnd()) {
      throw damaged("one CBOR map", "something after it");
    }
  }

  private int key(CborItems items) {
    items.next();
    if (items.major() != CborItems.UNSIGNED || items.argument() > LAST_KEY) {
      throw damaged("a key of 0 to " + LAST_KEY, "another value");
    }
    return (int) items.argument();
  }

  private Value value(CborItems items, int key) {
    items.next();
    int tag = UNTAGGED;
    if (items.major() == CborItems.TAG) {
      if (items.argument() > Integer.MAX_VALUE) {
        throw damaged("a known tag for key " + key, "tag " + items.argument());
      }
      tag = (int) items.argument();
      items.next();
    }
    return switch (items.major()) {
      case CborItems.UNSIGNED -> new Value(tag, items.argument(), null);
      case CborItems.NEGATIVE -> new Value(tag, -1 - items.argument(), null);
      case CborItems.BYTES -> new Value(tag, 0, items.bytes());
      default -> throw damaged("a number or bytes for key " + key, "another value");
    };
  }

  /// Whether there is a value that can still be taken.
  public boolean has(int key) {
    return values.containsKey(key);
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
    int[] values = new int[count];
    MemorySegment.copy(MemorySegment.ofArray(column), Layouts.U32, 0, values, 0, count);
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
        throw damaged("known keys", "key " + key + ", which this release must not ignore");
      }
    }
  }

  private long[] longs(int key, int count, int tag) {
    byte[] column = bytes(key, tag);
    checkCount(key, column.length, (long) count * Long.BYTES);
    long[] values = new long[count];
    MemorySegment.copy(MemorySegment.ofArray(column), Layouts.U64, 0, values, 0, count);
    return values;
  }

  private byte[] bytes(int key, int tag) {
    byte[] bytes = take(key, tag, true).bytes();
    if (bytes == null) {
      throw damaged("bytes for key " + key, "a number");
    }
    return bytes;
  }

  private Value take(int key, int tag, boolean bytes) {
    Value value = values.remove(key);
    if (value == null) {
      throw damaged("key " + key, "none");
    }
    if (value.tag() != tag || (value.bytes() != null) != bytes) {
      throw damaged("key " + key + " with tag " + tag, "tag " + value.tag());
    }
    return value;
  }

  private void checkCount(int key, long actual, long expected) {
    if (actual != expected) {
      throw damaged(expected + " bytes for key " + key, actual + " bytes");
    }
  }

  private CorruptException damaged(String expected, String actual) {
    return new CorruptException(file, -1, expected, actual);
  }
}
