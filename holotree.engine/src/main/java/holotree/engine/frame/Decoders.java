package holotree.engine.frame;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameDecoder;
import holotree.engine.discovery.Providers;
import java.util.HashMap;
import java.util.Map;

/// One worker's decoders, made when first needed. Not thread-safe.
public final class Decoders implements AutoCloseable {

  private final Providers providers;
  private final Map<CodecId, FrameDecoder> open = new HashMap<>();

  /// None yet.
  public Decoders(Providers providers) {
    this.providers = providers;
  }

  /// The decoder of one codec.
  ///
  /// @param needs what needs it, for the message
  /// @throws holotree.api.error.ProviderMissingException if this runtime has no such codec
  FrameDecoder decoder(CodecId codec, String needs) {
    FrameDecoder decoder = open.get(codec);
    if (decoder == null) {
      decoder = providers.codec(codec, needs).decoder();
      open.put(codec, decoder);
    }
    return decoder;
  }

  @Override
  public void close() {
    open.values().forEach(FrameDecoder::close);
    open.clear();
  }
}
