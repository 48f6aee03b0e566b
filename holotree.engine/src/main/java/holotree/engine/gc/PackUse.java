package holotree.engine.gc;

import holotree.api.Digest;

/// What becomes of a pack.
///
/// @param pack its name
/// @param bytes its length
/// @param neededBytes how much of it is needed, about
/// @param fate what becomes of it
public record PackUse(Digest pack, long bytes, long neededBytes, Fate fate) {

  /// What becomes of a pack.
  public enum Fate {
    /// It stays: most of it is needed.
    STAYS,
    /// It goes: nothing in it is needed.
    GOES,
    /// What is needed of it goes into another pack, and it goes.
    COMPACTED,
    /// Little of it is needed, but there is no room to write that anew.
    NO_ROOM,
    /// Little of it is needed, but what is needed is damaged: it stays, to be healed.
    DAMAGED,
    /// It, or what is needed of it, cannot be read: it stays as it is.
    UNREADABLE,
    /// It would go, but is needed by what came while this collection was at work.
    NEEDED_AGAIN
  }

  PackUse with(Fate other) {
    return new PackUse(pack, bytes, neededBytes, other);
  }
}
