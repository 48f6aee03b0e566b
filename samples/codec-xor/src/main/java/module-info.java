/// Encodes frames by an exclusive or.
module holotree.codec.xor {
  requires holotree.api;

  provides holotree.api.codec.FrameCodec with
      org.example.xor.XorCodec;
}
