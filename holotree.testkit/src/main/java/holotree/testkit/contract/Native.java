package holotree.testkit.contract;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Bytes in native memory, as an engine hands them over.
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

  /// Room to read into.
  static MemorySegment room(long length) {
    return Arena.ofAuto().allocate(length);
  }

  static String text(MemorySegment segment) {
    return new String(segment.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
