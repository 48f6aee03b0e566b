package holotree.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// The only importer of zstd-jni. Works on segments in place, as direct buffers; nothing is copied.
final class ZstdBinding {

  private ZstdBinding() {}

  static FrameEncoder encoder(int level) {
    return new Encoder(level);
  }

  static FrameDecoder decoder() {
    return new Decoder();
  }

  private static final class Encoder implements FrameEncoder {

    private final ZstdCompressCtx context = new ZstdCompressCtx();

    Encoder(int level) {
      context.setLevel(level);
      context.setContentSize(true);
      context.setChecksum(false);
      context.setDictID(false);
    }

    @Override
    public long encode(MemorySegment plain, MemorySegment encoded) {
      ByteBuffer source = plain.asByteBuffer();
      ByteBuffer target = encoded.asByteBuffer();
      try {
        return context.compressDirectByteBuffer(
            target, 0, target.capacity(), source, 0, source.capacity());
      } catch (ZstdException e) {
        throw new IllegalArgumentException(
            plain.byteSize() + " bytes into " + encoded.byteSize() + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      context.close();
    }
  }

  /// Decodes in one pass, for which zstd keeps no window of its own: what a frame says of its
  /// window takes no memory.
  private static final class Decoder implements FrameDecoder {

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public void decode(MemorySegment encoded, MemorySegment plain) throws DamagedFrame {
      ZstdFrameHeader.require(encoded, plain.byteSize());
      ByteBuffer source = encoded.asByteBuffer();
      ByteBuffer target = plain.asByteBuffer();
      requireOneFrame(source);
      int length;
      try {
        length =
            context.decompressDirectByteBuffer(
                target, 0, target.capacity(), source, 0, source.capacity());
      } catch (ZstdException e) {
        throw new DamagedFrame("zstd: " + e.getMessage(), e);
      }
      if (length != plain.byteSize()) {
        throw new DamagedFrame("it decodes to " + length + " bytes, not " + plain.byteSize());
      }
    }

    // The library would decode any number of frames one after the other.
    private static void requireOneFrame(ByteBuffer source) throws DamagedFrame {
      long length = Zstd.findDirectByteBufferFrameCompressedSize(source, 0, source.capacity());
      if (Zstd.isError(length)) {
        throw new DamagedFrame("zstd: " + Zstd.getErrorName(length));
      }
      if (length != source.capacity()) {
        throw new DamagedFrame("it ends after " + length + " of " + source.capacity() + " bytes");
      }
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
