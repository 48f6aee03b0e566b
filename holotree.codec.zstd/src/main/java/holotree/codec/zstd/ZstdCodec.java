package holotree.codec.zstd;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;

/// The codec `zstd`, levels 1 to 19. Each frame is one Zstandard frame (RFC 8878) that states its
/// content size and carries neither checksum nor dictionary. Thread-safe; the native library is
/// loaded with the first encoder or decoder.
public final class ZstdCodec implements FrameCodec {

  private static final CodecId ID = new CodecId("zstd");
  private static final int RANK = 100;
  private static final int MIN_LEVEL = 1;
  private static final int DEFAULT_LEVEL = 3;

  // Levels 20 to 22 take memory of another order for a percent or two.
  private static final int MAX_LEVEL = 19;

  private static final long SMALL = 128 << 10;

  /// A codec; there is nothing to close.
  public ZstdCodec() {}

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
    return MIN_LEVEL;
  }

  @Override
  public int maxLevel() {
    return MAX_LEVEL;
  }

  @Override
  public int defaultLevel() {
    return DEFAULT_LEVEL;
  }

  /// The formula ZSTD_COMPRESSBOUND of `zstd.h`, in Java, since asking the library would load it.
  @Override
  public long maxEncodedLength(long plainLength) {
    if (plainLength < 0 || plainLength > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("plain length of " + plainLength + " bytes");
    }
    long margin = plainLength < SMALL ? (SMALL - plainLength) >> 11 : 0;
    return plainLength + (plainLength >> 8) + margin;
  }

  @Override
  public FrameEncoder encoder(int level) {
    if (level < MIN_LEVEL || level > MAX_LEVEL) {
      throw new IllegalArgumentException("zstd level " + level + ", not 1 to 19");
    }
    return ZstdBinding.encoder(level);
  }

  @Override
  public FrameDecoder decoder() {
    return ZstdBinding.decoder();
  }
}
