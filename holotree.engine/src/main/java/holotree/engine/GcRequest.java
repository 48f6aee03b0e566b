package holotree.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What garbage to collect. Immutable.
///
/// @param keep recordings that stay in any case: names, ids, or the first 8 or more digits of one
/// @param unusedDays recordings that were not used for so many days go, though a name stands for them; null
///     for no such limit
/// @param maxBytes the least recently used recordings go until the packs are no longer than this; null for no
///     limit
/// @param dryRun whether to tell only what would be done
public record GcRequest(
    List<String> keep, @Nullable Integer unusedDays, @Nullable Long maxBytes, boolean dryRun) {

  /// @throws IllegalArgumentException if a limit is negative
  public GcRequest {
    keep = List.copyOf(keep);
    if (unusedDays != null && unusedDays < 0) {
      throw new IllegalArgumentException("unused for " + unusedDays + " days");
    }
    if (maxBytes != null && maxBytes < 0) {
      throw new IllegalArgumentException("a library of at most " + maxBytes + " bytes");
    }
  }

  /// Only what nothing stands for goes.
  public static GcRequest garbage() {
    return new GcRequest(List.of(), null, null, false);
  }

  /// The same, keeping these recordings.
  public GcRequest keeping(List<String> recordings) {
    return new GcRequest(recordings, unusedDays, maxBytes, dryRun);
  }

  /// The same, with what was not used for so many days.
  public GcRequest unused(int days) {
    return new GcRequest(keep, days, maxBytes, dryRun);
  }

  /// The same, within a size, bytes.
  public GcRequest within(long bytes) {
    return new GcRequest(keep, unusedDays, bytes, dryRun);
  }

  /// The same, only told of.
  public GcRequest dry() {
    return new GcRequest(keep, unusedDays, maxBytes, true);
  }
}
