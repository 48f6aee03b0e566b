package holotree.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every verb that encodes: how.
final class CodecOptions {

  @Option(
      names = "--codec",
      paramLabel = "ID",
      converter = CodecArgument.class,
      description = "how to compress, see `holotree version` (else the best one there)")
  private @Nullable String codec;

  @Option(
      names = "--level",
      paramLabel = "N",
      description = "how hard to compress (else the codec's own level)")
  private @Nullable Integer level;

  /// The codec's id; null for the best that is there.
  @Nullable String codec() {
    return codec;
  }

  /// The level; null for the codec's own.
  @Nullable Integer level() {
    return level;
  }

  /// Does what encodes with them.
  ///
  /// @throws UsageException if the codec has no such level
  void apply(Runnable work) {
    try {
      work.run();
    } catch (IllegalArgumentException e) {
      // Which levels there are is the codec's business, so that only it can refuse one.
      if (level == null) {
        throw e;
      }
      throw new UsageException("--level " + level + ": " + e.getMessage());
    }
  }
}
