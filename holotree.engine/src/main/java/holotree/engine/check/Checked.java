package holotree.engine.check;

import java.util.List;

/// What a check found.
///
/// @param packs packs that were looked at
/// @param catalogs catalogs that were looked at
/// @param bytes bytes of packs that were read, whole frames alone; 0 for a look at the structure
/// @param faults what is wrong, by path
/// @param unusable recordings that cannot be restored
public record Checked(
    long packs, long catalogs, long bytes, List<Fault> faults, List<Unusable> unusable) {

  /// @throws NullPointerException if one is null
  public Checked {
    faults = List.copyOf(faults);
    unusable = List.copyOf(unusable);
  }

  /// Whether nothing is wrong.
  public boolean clean() {
    return faults.isEmpty();
  }
}
