package holotree.engine.library;

import holotree.api.codec.FrameCodec;
import holotree.api.fs.TemporaryFile;
import holotree.engine.format.CatalogFileHeader;
import holotree.engine.format.FrameHeader;
import holotree.engine.frame.FrameWriter;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Writes a catalog's file as its canonical bytes come: a header, and frames of 4 MiB. Not thread-safe.
final class CatalogFileStream extends OutputStream {

  private final TemporaryFile file;
  private final FrameWriter frames;
  private final Arena arena;
  private final MemorySegment plain;
  private final MemorySegment encoded;
  private int gathered;

  /// @param length how many bytes will come
  /// @param file where they go; the caller's
  @SuppressWarnings("MustBeClosedChecker") // closed with the stream
  CatalogFileStream(long length, FrameCodec codec, TemporaryFile file) {
    this.file = file;
    this.frames = new FrameWriter(codec, codec.defaultLevel());
    this.arena = Arena.ofConfined();
    int longest = (int) Math.min(length, FrameHeader.MAX_PLAIN);
    this.plain = arena.allocate(longest);
    this.encoded = arena.allocate(frames.room(longest));
    MemorySegment head = arena.allocate(CatalogFileHeader.BYTES);
    int frameCount = Math.toIntExact(Math.ceilDiv(length, (long) FrameHeader.MAX_PLAIN));
    new CatalogFileHeader(frameCount, length).write(head);
    file.append(head);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int done = 0;
    while (done < count) {
      int part = (int) Math.min(count - done, plain.byteSize() - gathered);
      MemorySegment.copy(bytes, offset + done, plain, ValueLayout.JAVA_BYTE, gathered, part);
      gathered += part;
      done += part;
      if (gathered == plain.byteSize()) {
        writeFrame();
      }
    }
  }

  /// Writes the last frame.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      try (arena;
          frames) {
        writeFrame();
      }
    }
  }

  private void writeFrame() {
    if (gathered > 0) {
      file.append(frames.encode(plain.asSlice(0, gathered), 0, encoded));
      gathered = 0;
    }
  }
}
