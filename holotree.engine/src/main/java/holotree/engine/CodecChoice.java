package holotree.engine;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.engine.discovery.Providers;
import org.jspecify.annotations.Nullable;

/// What new frames are encoded with.
///
/// @param codec the codec
/// @param level one of its levels
record CodecChoice(FrameCodec codec, int level) {

  /// What was asked for, or else the best that is there, at its own level.
  ///
  /// @param needs what needs it, for the message
  /// @throws holotree.api.error.ProviderMissingException if there is no such codec
  /// @throws IllegalArgumentException if the codec has no such level
  static CodecChoice of(
      Providers providers, @Nullable String id, @Nullable Integer level, String needs) {
    FrameCodec codec =
        id == null ? providers.defaultCodec() : providers.codec(new CodecId(id), needs);
    if (level == null) {
      return new CodecChoice(codec, codec.defaultLevel());
    }
    if (level < codec.minLevel() || level > codec.maxLevel()) {
      throw new IllegalArgumentException(
          "codec "
              + codec.id()
              + " has the levels "
              + codec.minLevel()
              + " to "
              + codec.maxLevel()
              + ", not "
              + level);
    }
    return new CodecChoice(codec, level);
  }
}
