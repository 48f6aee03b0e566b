package holotree.fs.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Native segments and names for the tests.
final class Bytes {

  private Bytes() {}

  static byte[] name(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static MemorySegment of(String text) {
    return of(name(text));
  }

  static MemorySegment of(byte[] bytes) {
    MemorySegment segment = Arena.ofAuto().allocate(Math.max(1, bytes.length));
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment.asSlice(0, bytes.length);
  }

  static MemorySegment room(long size) {
    return Arena.ofAuto().allocate(size);
  }

  static String text(MemorySegment segment) {
    return new String(segment.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }
}
