package holotree.testkit.contract;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A codec that keeps every promise but one: a frame is a byte, 90, and the plain bytes.
@SuppressWarnings("restricted") // it reaches beyond segments, as a native library may
final class BreakableCodec implements FrameCodec {

  private static final byte HEADER = 90;

  /// What it does wrong.
  enum Fault {
    NONE,
    TAKES_ANY_LEVEL,
    HAS_ANOTHER_HEADER_NOW,
    LOSES_THE_LAST_BIT_AT_THE_HIGHEST_LEVEL,
    STATES_A_BOUND_TOO_LOW,
    COUNTS_ITS_FRAMES,
    READS_BEHIND_THE_FRAME,
    WRITES_BESIDE_THE_SEGMENT,
    TAKES_LONGER_FRAMES,
    TAKES_ANY_PLAIN_LENGTH,
    IS_SPOILT_BY_AN_EXCEPTION,
    CLOSES_ONCE
  }

  private final Fault fault;

  BreakableCodec(Fault fault) {
    this.fault = fault;
  }

  @Override
  public CodecId id() {
    return new CodecId("broken");
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public int minLevel() {
    return 0;
  }

  @Override
  public int maxLevel() {
    return 2;
  }

  @Override
  public int defaultLevel() {
    return 1;
  }

  @Override
  public long maxEncodedLength(long plainLength) {
    return fault == Fault.STATES_A_BOUND_TOO_LOW ? plainLength : plainLength + 1;
  }

  @Override
  public FrameEncoder encoder(int level) {
    if (fault != Fault.TAKES_ANY_LEVEL && (level < minLevel() || level > maxLevel())) {
      throw new IllegalArgumentException("level " + level);
    }
    return new Encoder(level);
  }

  @Override
  public FrameDecoder decoder() {
    return new Decoder();
  }

  private final class Encoder implements FrameEncoder {
    private final int level;
    private int frames;
    private boolean spoilt;
    private boolean closed;

    Encoder(int level) {
      this.level = level;
    }

    @Override
    public long encode(MemorySegment plain, MemorySegment encoded) {
      long size = plain.byteSize();
      boolean fits = encoded.byteSize() >= size + 1;
      if (!fits && fault == Fault.STATES_A_BOUND_TOO_LOW) {
        return encode(plain, encoded.reinterpret(size + 1));
      }
      if (!fits || spoilt) {
        spoilt = fault == Fault.IS_SPOILT_BY_AN_EXCEPTION;
        throw new IllegalArgumentException(size + " bytes into " + encoded.byteSize());
      }
      boolean counts = fault == Fault.COUNTS_ITS_FRAMES;
      boolean another = fault == Fault.HAS_ANOTHER_HEADER_NOW;
      encoded.set(
          ValueLayout.JAVA_BYTE, 0, (byte) (HEADER + (counts ? frames++ % 3 : another ? 2 : 0)));
      MemorySegment.copy(plain, 0, encoded, 1, size);
      if (size > 0
          && level == maxLevel()
          && fault == Fault.LOSES_THE_LAST_BIT_AT_THE_HIGHEST_LEVEL) {
        byte last = encoded.get(ValueLayout.JAVA_BYTE, size);
        encoded.set(ValueLayout.JAVA_BYTE, size, (byte) (last & ~1));
      }
      return size + 1;
    }

    @Override
    public void close() {
      if (closed && fault == Fault.CLOSES_ONCE) {
        throw new IllegalStateException("closed twice");
      }
      closed = true;
    }
  }

  private final class Decoder implements FrameDecoder {

    @Override
    public void decode(MemorySegment encoded, MemorySegment plain) throws DamagedFrame {
      long size = plain.byteSize();
      if (fault == Fault.READS_BEHIND_THE_FRAME && encoded.byteSize() > 0) {
        MemorySegment.copy(encoded.reinterpret(size + 1), 1, plain, 0, size);
        return;
      }
      if (fault == Fault.TAKES_ANY_PLAIN_LENGTH) {
        long some = Math.min(size, Math.max(0, encoded.byteSize() - 1));
        MemorySegment.copy(encoded, Math.min(1, encoded.byteSize()), plain, 0, some);
        return;
      }
      boolean longer = fault == Fault.TAKES_LONGER_FRAMES && encoded.byteSize() > size + 1;
      if (encoded.byteSize() != size + 1 && !longer) {
        throw new DamagedFrame("it has " + encoded.byteSize() + " bytes, not " + (size + 1));
      }
      byte header = encoded.get(ValueLayout.JAVA_BYTE, 0);
      int wanted = fault == Fault.HAS_ANOTHER_HEADER_NOW ? HEADER + 2 : HEADER;
      if (header != wanted && fault != Fault.COUNTS_ITS_FRAMES) {
        throw new DamagedFrame("it has another header");
      }
      MemorySegment.copy(encoded, 1, plain, 0, size);
      if (fault == Fault.WRITES_BESIDE_THE_SEGMENT) {
        plain.reinterpret(size + 1).set(ValueLayout.JAVA_BYTE, size, (byte) 0);
      }
    }

    @Override
    public void close() {}
  }
}
