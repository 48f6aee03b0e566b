package holotree.engine.gc;

import holotree.api.Digest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may stay of what something stands for.
///
/// @param usedSince recordings last used before go; null for no such limit
/// @param maxBytes the least recently used go until the packs are no longer; -1 for no limit
/// @param kept recordings that stay in any case
public record Limits(@Nullable Instant usedSince, long maxBytes, Set<Digest> kept) {

  /// @throws IllegalArgumentException if the size is below -1
  public Limits {
    kept = Set.copyOf(kept);
    if (maxBytes < -1) {
      throw new IllegalArgumentException("a library of at most " + maxBytes + " bytes");
    }
  }
}
