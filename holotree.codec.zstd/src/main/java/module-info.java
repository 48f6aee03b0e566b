import org.jspecify.annotations.NullMarked;

/// Encodes frames by Zstandard. Exports nothing: it enters as a service.
@NullMarked
module holotree.codec.zstd {
  requires com.github.luben.zstd_jni;
  requires holotree.api;

  provides holotree.api.codec.FrameCodec with
      holotree.codec.zstd.ZstdCodec;
}
