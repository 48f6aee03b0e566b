package org.example.xor;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The codec `xor`: a frame is its plain bytes, each with every second bit turned. It has one level.
public final class XorCodec implements FrameCodec {

  private static final byte MASK = 0x55;

  @Override
  public CodecId id() {
    return new CodecId("xor");
  }

  @Override
  public int rank() {
    // Used when it is asked for, and by itself only where there is nothing better.
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
    if (level != 0) {
      throw new IllegalArgumentException("xor level " + level + ", not 0");
    }
    return new FrameEncoder() {
      @Override
      public long encode(MemorySegment plain, MemorySegment encoded) {
        if (encoded.byteSize() < plain.byteSize()) {
          throw new IllegalArgumentException(plain.byteSize() + " into " + encoded.byteSize());
        }
        turn(plain, encoded);
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
          throw new DamagedFrame("it has " + encoded.byteSize() + " bytes");
        }
        turn(encoded, plain);
      }

      @Override
      public void close() {}
    };
  }

  private static void turn(MemorySegment from, MemorySegment to) {
    for (long at = 0; at < from.byteSize(); at++) {
      byte turned = (byte) (from.get(ValueLayout.JAVA_BYTE, at) ^ MASK);
      to.set(ValueLayout.JAVA_BYTE, at, turned);
    }
  }
}
