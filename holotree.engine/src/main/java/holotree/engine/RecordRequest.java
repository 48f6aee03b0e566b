package holotree.engine;

import holotree.api.codec.CodecId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to record and how. Immutable.
///
/// @param stage the directory to record
/// @param name the name it gets, `[a-z0-9][a-z0-9._-]{0,99}`; null for none
/// @param codec id of the codec for new frames; null for the best that is present
/// @param level the codec's level; null for its default
/// @param exclude globs of what to leave out: without `/` they match names at any depth, with `/` the
///     path below the stage
/// @param requireRelocatable whether to fail, and publish nothing, where a file holds the stage's path
///     and no other path can replace it
public record RecordRequest(
    Path stage,
    @Nullable String name,
    @Nullable String codec,
    @Nullable Integer level,
    List<String> exclude,
    boolean requireRelocatable) {

  /// @throws IllegalArgumentException if `codec` cannot be a codec's id, or one of `exclude` is no glob
  public RecordRequest {
    exclude = List.copyOf(exclude);
    ExcludeRule.check(exclude);
    if (codec != null) {
      CodecId _ = new CodecId(codec);
    }
  }

  /// Records `stage` without a name, with the best codec at its default level.
  public static RecordRequest of(Path stage) {
    return new RecordRequest(stage, null, null, null, List.of(), false);
  }

  /// The same, named.
  public RecordRequest named(@Nullable String other) {
    return new RecordRequest(stage, other, codec, level, exclude, requireRelocatable);
  }

  /// The same with another codec; null for the best that is present.
  public RecordRequest codec(@Nullable String other) {
    return new RecordRequest(stage, name, other, level, exclude, requireRelocatable);
  }

  /// The same with another level; null for the codec's default.
  public RecordRequest level(@Nullable Integer other) {
    return new RecordRequest(stage, name, codec, other, exclude, requireRelocatable);
  }

  /// The same with other exclusions.
  public RecordRequest exclude(List<String> globs) {
    return new RecordRequest(stage, name, codec, level, globs, requireRelocatable);
  }

  /// The same, asking for a tree that can be relocated whole, or not.
  public RecordRequest requireRelocatable(boolean required) {
    return new RecordRequest(stage, name, codec, level, exclude, required);
  }
}
