package holotree.engine.builtin;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.MemorySegment;

/// The codec `stored`: a frame is its plain bytes. Thread-safe.
public final class StoredCodec implements FrameCodec {

  private static final CodecId ID = new CodecId("stored");

  /// A codec; there is nothing to close.
  public StoredCodec() {}

  @Override
  public CodecId id() {
    return ID;
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public int minLevel() {
    return 0;
  }

  @Override
  public int maxLevel() {
    return 0;
  }

  @Override
  public int defaultLevel() {
    return 0;
  }

  @Override
  public long maxEncodedLength(long plainLength) {
    if (plainLength < 0 || plainLength > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("plain length of " + plainLength + " bytes");
    }
    return plainLength;
  }

  @Override
  public FrameEncoder encoder(int level) {
    if (level != 0) {
      throw new IllegalArgumentException("stored level " + level + ", not 0");
    }
    return new Encoder();
  }

  @Override
  public FrameDecoder decoder() {
    return new Decoder();
  }

  private static final class Encoder implements FrameEncoder {

    @Override
    public long encode(MemorySegment plain, MemorySegment encoded) {
      if (encoded.byteSize() < plain.byteSize()) {
        throw new IllegalArgumentException(plain.byteSize() + " bytes into " + encoded.byteSize());
      }
      MemorySegment.copy(plain, 0, encoded, 0, plain.byteSize());
      return plain.byteSize();
    }

    @Override
    public void close() {}
  }

  private static final class Decoder implements FrameDecoder {

    @Override
    public void decode(MemorySegment encoded, MemorySegment plain) throws DamagedFrame {
      if (encoded.byteSize() != plain.byteSize()) {
        throw new DamagedFrame(
            "it holds " + encoded.byteSize() + " bytes, not " + plain.byteSize());
      }
      plain.copyFrom(encoded);
    }

    @Override
    public void close() {}
  }
}
