import org.jspecify.annotations.NullMarked;

/// Encodes frames by LZ4. Exports nothing: it enters as a service.
@NullMarked
@SuppressWarnings("module") // the format's name ends in a digit
module holotree.codec.lz4 {
  requires holotree.api;
  requires org.lz4.java;

  provides holotree.api.codec.FrameCodec with
      holotree.codec.lz4.Lz4Codec;
}
