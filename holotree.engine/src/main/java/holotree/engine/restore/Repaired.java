package holotree.engine.restore;

/// What a repair did.
///
/// @param restored what was placed, and what stands there now
/// @param removed entries removed, those included that were made anew
public record Repaired(Restored restored, long removed) {}
