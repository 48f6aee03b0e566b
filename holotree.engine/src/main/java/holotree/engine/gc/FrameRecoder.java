package holotree.engine.gc;

import holotree.api.Digest;
import holotree.engine.discovery.Providers;
import holotree.engine.format.PackFooter;
import holotree.engine.frame.FrameWriter;
import holotree.engine.frame.GrowingBuffer;
import holotree.engine.library.ChunkTable;
import holotree.engine.library.PackAppender;
import holotree.engine.library.PackFrames;
import holotree.engine.library.PackReader;
import holotree.engine.library.PackWriter.Chunk;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Decodes frames, verifies them, and encodes them anew, one at a time. Not thread-safe.
final class FrameRecoder implements AutoCloseable {

  private final PackFrames frames;
  private final FrameWriter writer;
  private final GrowingBuffer encoded = new GrowingBuffer();

  FrameRecoder(Providers providers, FrameWriter writer) {
    this.frames = new PackFrames(providers);
    this.writer = writer;
  }

  /// Appends a frame to `packs`, unless all its chunks are in `known`.
  ///
  /// @throws holotree.api.error.CorruptException if it is damaged
  /// @throws holotree.api.error.ProviderMissingException if this runtime lacks its codec
  void recode(PackReader pack, int frame, ChunkTable known, PackAppender packs) {
    PackFooter footer = pack.footer();
    List<Chunk> chunks = new ArrayList<>();
    boolean isNew = false;
    for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
      Digest digest = footer.chunkDigest(chunk);
      chunks.add(new Chunk(digest, footer.chunkLength(chunk)));
      isNew |= known.find(digest) == ChunkTable.ABSENT;
    }
    if (!isNew) {
      return;
    }
    frames.read(pack, frame);
    int length = (int) frames.plain().byteSize();
    MemorySegment into = encoded.atLeast(writer.room(length));
    MemorySegment made = writer.encode(frames.plain(), chunks.size(), into);
    synchronized (packs) {
      packs.append(made, length, chunks);
    }
  }

  /// Reads a frame and compares every chunk in it with its digest.
  ///
  /// @throws holotree.api.error.CorruptException if one differs
  void verify(PackReader pack, int frame) {
    frames.read(pack, frame);
  }

  @Override
  public void close() {
    frames.close();
    encoded.close();
  }
}
