package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Joins consecutive parts of a restored file in a buffer, so that few writes carry many parts. Not
/// thread-safe; the buffer stays the caller's.
final class OutputGatherer {

  private final MemorySegment buffer;
  private final FilePatch.Sink sink;
  private long offset;
  private long filled;

  /// @param offset where the first part belongs in the restored file, bytes
  OutputGatherer(MemorySegment buffer, FilePatch.Sink sink, long offset) {
    this.buffer = buffer;
    this.sink = sink;
    this.offset = offset;
  }

  /// Takes `count` bytes of `from`. More than the buffer holds go out without being copied.
  void append(MemorySegment from, long at, long count) {
    if (count > buffer.byteSize() - filled) {
      flush();
    }
    if (count > buffer.byteSize()) {
      sink.write(offset, from.asSlice(at, count));
      offset += count;
    } else {
      MemorySegment.copy(from, at, buffer, filled, count);
      filled += count;
    }
  }

  /// Takes all of `text`.
  void append(byte[] text) {
    int at = 0;
    while (at < text.length) {
      if (filled == buffer.byteSize()) {
        flush();
      }
      int count = (int) Math.min(text.length - at, buffer.byteSize() - filled);
      MemorySegment.copy(text, at, buffer, ValueLayout.JAVA_BYTE, filled, count);
      filled += count;
      at += count;
    }
  }

  /// Writes what is gathered.
  void flush() {
    if (filled > 0) {
      sink.write(offset, buffer.asSlice(0, filled));
      offset += filled;
      filled = 0;
    }
  }
}
