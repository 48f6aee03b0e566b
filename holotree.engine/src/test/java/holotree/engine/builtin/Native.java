package holotree.engine.builtin;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Bytes in native memory, as the engine hands them over.
final class Native {

  private Native() {}

  static MemorySegment of(byte[] bytes) {
    MemorySegment segment = Arena.ofAuto().allocate(bytes.length);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment.asReadOnly();
  }

  static MemorySegment of(String text) {
    return of(bytes(text));
  }

  static MemorySegment empty(long length) {
    return Arena.ofAuto().allocate(length);
  }

  static byte[] bytes(MemorySegment segment) {
    return segment.toArray(ValueLayout.JAVA_BYTE);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
