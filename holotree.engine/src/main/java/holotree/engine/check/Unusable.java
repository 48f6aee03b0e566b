package holotree.engine.check;

import holotree.api.Digest;
import java.util.List;

/// A recording that cannot be restored as it is.
///
/// @param catalog its id
/// @param names the names that stand for it
/// @param missingChunks how many chunks it misses; 0 if its catalog itself is damaged or gone
/// @param example a file that misses some, below its root; empty if none is known
/// @param reason why, one clause
public record Unusable(
    Digest catalog, List<String> names, long missingChunks, String example, String reason) {

  /// @throws NullPointerException if one is null
  public Unusable {
    names = List.copyOf(names);
  }
}
