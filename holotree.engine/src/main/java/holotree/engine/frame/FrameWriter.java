package holotree.engine.frame;

import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameEncoder;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.format.Checksum;
import holotree.engine.format.FrameHeader;
import holotree.engine.work.Spares;
import java.lang.foreign.MemorySegment;

/// Encodes frames. Thread-safe: it keeps an encoder for each thread that encodes at once.
public final class FrameWriter implements AutoCloseable {

  private final FrameCodec codec;
  private final Spares<FrameEncoder> encoders;

  /// Encodes with `codec` at `level`.
  public FrameWriter(FrameCodec codec, int level) {
    this.codec = codec;
    this.encoders = new Spares<>(() -> codec.encoder(level), FrameEncoder::close);
  }

  /// Room that [#encode] needs for a frame of `plainLength` bytes, bytes.
  public long room(int plainLength) {
    return FrameHeader.BYTES + codec.maxEncodedLength(plainLength);
  }

  /// Encodes a frame, header and all.
  ///
  /// @param plain 0 to 4 MiB
  /// @param chunks how many chunks it holds
  /// @param into at least [#room] bytes
  /// @return the frame: the beginning of `into`
  public MemorySegment encode(MemorySegment plain, int chunks, MemorySegment into) {
    FrameEncoder encoder = encoders.take();
    Span span = Stage.ENCODE.begin();
    try {
      long length = encoder.encode(plain, into.asSlice(FrameHeader.BYTES));
      MemorySegment payload = into.asSlice(FrameHeader.BYTES, length);
      new FrameHeader(
              codec.id(), (int) plain.byteSize(), (int) length, chunks, Checksum.of(payload))
          .write(into);
      span.end(chunks, plain.byteSize());
      return into.asSlice(0, FrameHeader.BYTES + length);
    } finally {
      encoders.giveBack(encoder);
    }
  }

  @Override
  public void close() {
    encoders.close();
  }
}
