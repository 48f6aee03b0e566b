package holotree.engine;

import holotree.api.Digest;
import java.util.List;

/// Whether a recording is pinned.
///
/// @param catalog its id
/// @param names the names that stand for it
/// @param pinned whether it is pinned now
/// @param changed whether it was not so before
public record PinReceipt(Digest catalog, List<String> names, boolean pinned, boolean changed)
    implements Result {

  public PinReceipt {
    names = List.copyOf(names);
  }
}
