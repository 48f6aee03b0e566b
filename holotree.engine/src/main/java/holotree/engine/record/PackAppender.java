package holotree.engine.record;

import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.library.Library;
import holotree.engine.library.PackWriter;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends encoded frames to packs, sealing each when it is full. Not thread-safe.
final class PackAppender implements AutoCloseable {

  private final Library library;
  private @Nullable PackWriter pack;
  private long sealedBytes;

  PackAppender(Library library) {
    this.library = library;
  }

  /// Appends a frame.
  void append(MemorySegment frame, int plainLength, List<PackWriter.Chunk> chunks) {
    if (pack != null && !pack.hasRoom(frame.byteSize())) {
      seal();
    }
    if (pack == null) {
      pack = library.createPack();
    }
    Span span = Stage.APPEND.begin();
    pack.append(frame, plainLength, chunks);
    span.end(chunks.size(), frame.byteSize());
  }

  /// Seals what is open.
  void seal() {
    if (pack != null) {
      sealedBytes += pack.seal();
      pack.close();
      pack = null;
    }
  }

  /// Length of the packs sealed so far, bytes.
  long sealedBytes() {
    return sealedBytes;
  }

  /// Discards a pack that was not sealed.
  @Override
  public void close() {
    if (pack != null) {
      pack.close();
      pack = null;
    }
  }
}
