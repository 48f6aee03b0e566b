package holotree.tests.hostile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// The values in a map of numbers and strings, each as its bytes, to be changed and put together again.
final class CborValues {

  private final ByteBuffer bytes;

  private CborValues(byte[] bytes, int from) {
    this.bytes = ByteBuffer.wrap(bytes).position(from);
  }

  /// The values of the map that begins at `from`.
  static Map<Integer, byte[]> of(byte[] bytes, int from) {
    CborValues values = new CborValues(bytes, from);
    long count = values.head();
    Map<Integer, byte[]> map = new TreeMap<>();
    for (long i = 0; i < count; i++) {
      int key = (int) values.head();
      int start = values.bytes.position();
      values.skip();
      map.put(key, Arrays.copyOfRange(bytes, start, values.bytes.position()));
    }
    return map;
  }

  private void skip() {
    int major = (bytes.get(bytes.position()) & 0xFF) >>> 5;
    long argument = head();
    if (major == 6) {
      skip();
    } else if (major == 2) {
      bytes.position(bytes.position() + (int) argument);
    }
  }

  private long head() {
    int information = bytes.get() & 31;
    return switch (information) {
      case 24 -> bytes.get() & 0xFF;
      case 25 -> bytes.getShort() & 0xFFFF;
      case 26 -> Integer.toUnsignedLong(bytes.getInt());
      case 27 -> bytes.getLong();
      default -> information;
    };
  }
}
