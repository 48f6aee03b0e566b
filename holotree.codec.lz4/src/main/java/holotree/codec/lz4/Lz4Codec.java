package holotree.codec.lz4;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;

/// The codec `lz4`, levels 1 to 12: level 1 is LZ4's fast mode, the others are the levels of its
/// high-compression mode. Each frame is one LZ4 block, as `lz4_Block_format.md` of LZ4 has it, without the
/// frame format around it: the engine keeps lengths and digests. Thread-safe; the native library is loaded
/// with the first encoder or decoder.
public final class Lz4Codec implements FrameCodec {

  private static final CodecId ID = new CodecId("lz4");
  // Below zstd, whose frames are smaller: see docs/performance.md.
  private static final int RANK = 50;
  private static final int FAST = 1;
  private static final int MAX_LEVEL = 12;

  /// A codec; there is nothing to close.
  public Lz4Codec() {}

  @Override
  public CodecId id() {
    return ID;
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public int minLevel() {
    return FAST;
  }

  @Override
  public int maxLevel() {
    return MAX_LEVEL;
  }

  @Override
  public int defaultLevel() {
    return FAST;
  }

  /// The formula LZ4_COMPRESSBOUND of `lz4.h`, in Java, since asking the library would load it.
  @Override
  public long maxEncodedLength(long plainLength) {
    if (plainLength < 0 || plainLength > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("plain length of " + plainLength + " bytes");
    }
    return plainLength + plainLength / 255 + 16;
  }

  @Override
  public FrameEncoder encoder(int level) {
    if (level < FAST || level > MAX_LEVEL) {
      throw new IllegalArgumentException("lz4 level " + level + ", not 1 to 12");
    }
    return level == FAST ? Lz4Binding.fastEncoder() : Lz4Binding.encoder(level);
  }

  @Override
  public FrameDecoder decoder() {
    return Lz4Binding.decoder();
  }
}
