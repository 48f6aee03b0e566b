package holotree.engine.builtin;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Moves whole segments through a channel, however short its single reads and writes are.
final class Segments {

  // A buffer holds at most 2^31 - 1 bytes.
  private static final long MAX_BUFFER = 1 << 30;

  private Segments() {}

  /// Writes all of `bytes` at `offset`.
  static void write(FileChannel channel, long offset, MemorySegment bytes) throws IOException {
    long done = 0;
    while (done < bytes.byteSize()) {
      done += channel.write(buffer(bytes, done), offset + done);
    }
  }

  /// Reads from `offset` until `into` is full or the file ends.
  ///
  /// @return bytes read
  static long read(FileChannel channel, long offset, MemorySegment into) throws IOException {
    long done = 0;
    while (done < into.byteSize()) {
      int count = channel.read(buffer(into, done), offset + done);
      if (count < 0) {
        break;
      }
      done += count;
    }
    return done;
  }

  private static ByteBuffer buffer(MemorySegment segment, long from) {
    return segment.asSlice(from, Math.min(MAX_BUFFER, segment.byteSize() - from)).asByteBuffer();
  }
}
