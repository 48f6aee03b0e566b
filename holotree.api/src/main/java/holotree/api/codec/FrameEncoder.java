package holotree.api.codec;

import java.lang.foreign.MemorySegment;

/// Encodes frames at one level. Not thread-safe; keeps no segment.
public interface FrameEncoder extends AutoCloseable {

  /// Encodes `plain` into the beginning of `encoded`.
  ///
  /// @param plain native, never file-mapped; read-only
  /// @param encoded native, at least `maxEncodedLength(plain.byteSize())` bytes
  /// @return length of the frame, bytes
  long encode(MemorySegment plain, MemorySegment encoded);

  /// Frees its memory. Idempotent.
  @Override
  void close();
}
