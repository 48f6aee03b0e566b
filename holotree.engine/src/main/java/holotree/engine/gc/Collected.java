package holotree.engine.gc;

import java.util.List;

/// What a collection did, or would do.
///
/// @param recordings what became of each recording
/// @param packs what became of each pack
/// @param freedBytes by how much the packs together are shorter
/// @param temporaries temporary files that were removed
public record Collected(
    List<Judged> recordings, List<PackUse> packs, long freedBytes, int temporaries) {

  /// @throws NullPointerException if one is null
  public Collected {
    recordings = List.copyOf(recordings);
    packs = List.copyOf(packs);
  }
}
