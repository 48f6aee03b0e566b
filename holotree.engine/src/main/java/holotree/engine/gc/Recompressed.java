package holotree.engine.gc;

import holotree.api.Digest;
import holotree.engine.library.PackWriter.Sealed;
import java.util.List;

/// What became of a pack that was to be encoded anew.
///
/// @param pack its name
/// @param bytes its length
/// @param into the packs that hold its contents now; empty if others did already, or it stays
/// @param fate what became of it
public record Recompressed(Digest pack, long bytes, List<Sealed> into, Fate fate) {

  /// @throws NullPointerException if one is null
  public Recompressed {
    into = List.copyOf(into);
  }

  /// What became of a pack.
  public enum Fate {
    /// Its contents are in other packs, and it went.
    RECOMPRESSED,
    /// It stays: there is no room to write it anew.
    NO_ROOM,
    /// It stays: it is damaged, or encoded with a codec that this runtime lacks.
    UNREADABLE
  }

  /// Length of the packs that hold its contents now, bytes; of itself if it stays.
  public long bytesAfter() {
    return fate == Fate.RECOMPRESSED ? into.stream().mapToLong(Sealed::bytes).sum() : bytes;
  }
}
