package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.codec.CodecId;
import holotree.api.error.CorruptException;
import holotree.engine.discovery.Providers;
import holotree.engine.format.FrameHeader;
import holotree.engine.format.Hasher;
import holotree.engine.format.PackFooter;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.FrameReader;
import holotree.engine.frame.GrowingBuffer;
import holotree.engine.frame.SlabPool.Slab;
import java.lang.foreign.MemorySegment;

/// Reads frames of packs, one at a time, and compares every chunk with its digest in the footer. Not
/// thread-safe.
public final class PackFrames implements AutoCloseable {

  private final Decoders decoders;
  private final FrameReader frames;
  private final Hasher hasher = new Hasher();
  private final GrowingBuffer buffer = new GrowingBuffer();
  private MemorySegment raw = MemorySegment.NULL;
  private MemorySegment plain = MemorySegment.NULL;
  private CodecId codec = new CodecId("none");

  /// None read yet.
  public PackFrames(Providers providers) {
    decoders = new Decoders(providers);
    frames = new FrameReader(decoders);
  }

  /// Reads a frame; [#raw], [#plain] and [#codec] are then of this one.
  ///
  /// @throws CorruptException with file and offset if it, or a chunk in it, is not what it was
  /// @throws holotree.api.error.ProviderMissingException if this runtime lacks its codec
  public void read(PackReader pack, int frame) {
    PackFooter footer = pack.footer();
    String path = pack.file().displayPath();
    long offset = footer.frameOffset(frame);
    long end = footer.frameEnd(frame);
    int plainLength = footer.framePlainLength(frame);
    // What a damaged footer asks for beyond that is refused by the reader.
    long needed = Math.clamp(plainLength + (end - offset), 1, Slab.LARGE_BYTES);
    MemorySegment slab = buffer.atLeast(needed);
    plain = frames.read(pack.file(), offset, end, plainLength, slab);
    raw = slab.asSlice(plainLength, end - offset);
    FrameHeader header = FrameHeader.read(raw, path, offset);
    codec = header.codec();
    int chunks = footer.firstChunk(frame + 1) - footer.firstChunk(frame);
    if (header.chunks() != chunks) {
      throw new CorruptException(
          path, offset, "a frame of " + chunks + " chunks", header.chunks() + " chunks");
    }
    verify(footer, frame, path);
  }

  private void verify(PackFooter footer, int frame, String path) {
    long at = 0;
    for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
      int length = footer.chunkLength(chunk);
      if (length < 0 || length > plain.byteSize() - at) {
        throw new CorruptException(
            path,
            footer.frameOffset(frame),
            "chunks of " + plain.byteSize() + " bytes together",
            "more");
      }
      Digest actual = hasher.digest(plain.asSlice(at, length));
      if (!actual.equals(footer.chunkDigest(chunk))) {
        throw new CorruptException(
            path,
            footer.frameOffset(frame),
            "chunk " + footer.chunkDigest(chunk),
            "chunk " + actual);
      }
      at += length;
    }
    if (at != plain.byteSize()) {
      throw new CorruptException(
          path,
          footer.frameOffset(frame),
          "chunks of " + plain.byteSize() + " bytes together",
          at + " bytes");
    }
  }

  /// The frame as it is in the pack, header and all; until the next is read.
  public MemorySegment raw() {
    return raw;
  }

  /// The plain bytes; until the next frame is read.
  public MemorySegment plain() {
    return plain;
  }

  /// What it is encoded with.
  public CodecId codec() {
    return codec;
  }

  @Override
  public void close() {
    decoders.close();
    buffer.close();
  }
}
