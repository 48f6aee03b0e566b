package holotree.engine.library;

import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends encoded frames to packs, sealing each when it is full. Not thread-safe.
public final class PackAppender implements AutoCloseable {

  private final Library library;
  private @Nullable PackWriter pack;
  private final List<PackWriter.Sealed> sealed = new ArrayList<>();

  /// @param library what packs are added to
  public PackAppender(Library library) {
    this.library = library;
  }

  /// Appends a frame.
  public void append(MemorySegment frame, int plainLength, List<PackWriter.Chunk> chunks) {
    if (pack != null && !pack.hasRoom(frame.byteSize(), chunks.size())) {
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
  public void seal() {
    if (pack != null) {
      sealed.add(pack.seal());
      pack.close();
      pack = null;
    }
  }

  /// The packs sealed so far, in order.
  public List<PackWriter.Sealed> sealed() {
    return List.copyOf(sealed);
  }

  /// Length of the packs sealed so far, bytes.
  public long sealedBytes() {
    return sealed.stream().mapToLong(PackWriter.Sealed::bytes).sum();
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
