package holotree.engine.check;

import holotree.api.Digest;
import java.util.List;

/// What healing did.
///
/// @param quarantined where files are now that were taken out of use, relative to the library
/// @param fromPacks chunks that were found in damaged packs, where they were intact
/// @param fromPool chunks that were found in the pool
/// @param fromSpaces chunks that were found in spaces
/// @param broughtBack recordings that can be restored again, though they were taken out of use earlier
/// @param unusable recordings that were taken out of use, since what they need was found nowhere
public record Healed(
    List<String> quarantined,
    long fromPacks,
    long fromPool,
    long fromSpaces,
    List<Digest> broughtBack,
    List<Unusable> unusable) {

  /// @throws NullPointerException if one is null
  public Healed {
    quarantined = List.copyOf(quarantined);
    broughtBack = List.copyOf(broughtBack);
    unusable = List.copyOf(unusable);
  }
}
