package holotree.engine;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A second codec for tests: a frame is its plain bytes from the last to the first.
final class MirrorCodec implements FrameCodec {

  /// What it is asked for by.
  static final String ID = "mirror";

  @Override
  public CodecId id() {
    return new CodecId(ID);
  }

  @Override
  public int rank() {
    return -1;
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
    return plainLength;
  }

  @Override
  public FrameEncoder encoder(int level) {
    return new FrameEncoder() {
      @Override
      public long encode(MemorySegment plain, MemorySegment encoded) {
        mirror(plain, encoded);
        return plain.byteSize();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public FrameDecoder decoder() {
    return new FrameDecoder() {
      @Override
      public void decode(MemorySegment encoded, MemorySegment plain) throws DamagedFrame {
        if (encoded.byteSize() != plain.byteSize()) {
          throw new DamagedFrame("it has another length");
        }
        mirror(encoded, plain);
      }

      @Override
      public void close() {}
    };
  }

  private static void mirror(MemorySegment from, MemorySegment to) {
    long size = from.byteSize();
    for (long at = 0; at < size; at++) {
      to.set(ValueLayout.JAVA_BYTE, size - 1 - at, from.get(ValueLayout.JAVA_BYTE, at));
    }
  }
}
