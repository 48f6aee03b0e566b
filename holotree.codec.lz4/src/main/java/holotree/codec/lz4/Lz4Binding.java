package holotree.codec.lz4;

import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// The only importer of lz4-java. Works on segments in place, as direct buffers; nothing is copied. The
/// native instance alone is used: it fails where its library cannot be loaded, and never falls back to
/// another that would encode the same bytes to another frame.
final class Lz4Binding {

  private Lz4Binding() {}

  static FrameEncoder fastEncoder() {
    return new Encoder(LZ4Factory.nativeInstance().fastCompressor());
  }

  static FrameEncoder encoder(int level) {
    return new Encoder(LZ4Factory.nativeInstance().highCompressor(level));
  }

  static FrameDecoder decoder() {
    return new Decoder(LZ4Factory.nativeInstance().safeDecompressor());
  }

  private record Encoder(LZ4Compressor compressor) implements FrameEncoder {

    @Override
    public long encode(MemorySegment plain, MemorySegment encoded) {
      ByteBuffer source = plain.asByteBuffer();
      ByteBuffer target = encoded.asByteBuffer();
      try {
        return compressor.compress(source, 0, source.capacity(), target, 0, target.capacity());
      } catch (LZ4Exception e) {
        throw new IllegalArgumentException(
            plain.byteSize() + " bytes into " + encoded.byteSize() + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      // The library keeps nothing between calls.
    }
  }

  private record Decoder(LZ4SafeDecompressor decompressor) implements FrameDecoder {

    @Override
    public void decode(MemorySegment encoded, MemorySegment plain) throws DamagedFrame {
      if (encoded.byteSize() == 0) {
        throw new DamagedFrame("it has no bytes");
      }
      ByteBuffer source = encoded.asByteBuffer();
      ByteBuffer target = plain.asByteBuffer();
      int length;
      try {
        length =
            decompressor.decompress(source, 0, source.capacity(), target, 0, target.capacity());
      } catch (LZ4Exception e) {
        throw new DamagedFrame("lz4: " + e.getMessage(), e);
      }
      if (length != plain.byteSize()) {
        throw new DamagedFrame("it decodes to " + length + " bytes, not " + plain.byteSize());
      }
    }

    @Override
    public void close() {
      // The library keeps nothing between calls.
    }
  }
}
