package holotree.engine;

import holotree.api.Digest;
import java.util.List;

/// What does not stand for a recording any more.
///
/// @param catalog the recording's id
/// @param names names that were taken away
/// @param blueprints how many blueprints were taken away
/// @param left names that still stand for it
public record EvictReceipt(Digest catalog, List<String> names, int blueprints, List<String> left)
    implements Result {

  public EvictReceipt {
    names = List.copyOf(names);
    left = List.copyOf(left);
  }
}
