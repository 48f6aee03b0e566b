package holotree.engine;

import holotree.api.BlueprintId;
import org.jspecify.annotations.Nullable;

/// How an environment came to be there.
///
/// @param blueprint the id of what it is built from
/// @param name the recording's name
/// @param recorded what recording it did; null if the library had it
/// @param restored what restoring it did
/// @param nanos how long all took, the build included, nanoseconds
public record EnvReceipt(
    BlueprintId blueprint,
    String name,
    @Nullable RecordReceipt recorded,
    RestoreReceipt restored,
    long nanos)
    implements Result {

  /// Whether it was built now.
  public boolean built() {
    return recorded != null;
  }
}
