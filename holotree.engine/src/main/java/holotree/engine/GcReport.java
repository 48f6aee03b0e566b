package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What a garbage collection did, or would do.
///
/// @param library absolute
/// @param dryRun whether it only tells what would be done
/// @param recordings what became of each recording, and why
/// @param packs what became of each pack, and why
/// @param freedBytes by how much the packs together are shorter; about, if nothing was done
/// @param temporaries temporary files of commands that are gone, removed
/// @param forgottenSpaces spaces of the home whose directories have been gone for long, forgotten
/// @param nanos how long it took, nanoseconds
public record GcReport(
    Path library,
    boolean dryRun,
    List<Recording> recordings,
    List<Pack> packs,
    long freedBytes,
    long temporaries,
    long forgottenSpaces,
    long nanos)
    implements Result {

  public GcReport {
    recordings = List.copyOf(recordings);
    packs = List.copyOf(packs);
  }

  /// What became of a recording.
  ///
  /// @param catalog its id
  /// @param names the names that stand for it, or stood for it
  /// @param evicted whether it went
  /// @param reason why
  /// @param used when it was last restored, or else recorded
  public record Recording(
      Digest catalog, List<String> names, boolean evicted, Reason reason, Instant used) {

    public Recording {
      names = List.copyOf(names);
    }
  }

  /// Why a recording stays or goes.
  public enum Reason {
    /// It is pinned.
    PINNED,
    /// A space of the home was restored from it, and is there.
    SPACE,
    /// A program runs in a space restored from it.
    RUNNING,
    /// A healing took what stands for it, or the recording itself, out of use; the next may bring it back.
    QUARANTINED,
    /// This collection was told to keep it.
    ASKED,
    /// A name stands for it.
    NAMED,
    /// A blueprint stands for it.
    BLUEPRINT,
    /// It came, or something came to stand for it, or it was used, while this collection was at work.
    NEW,
    /// Nothing stands for it.
    NOTHING_STANDS_FOR_IT,
    /// It was not used for so long.
    UNUSED,
    /// The library is larger than it may be, and others were used later.
    OVER_SIZE
  }

  /// What became of a pack.
  ///
  /// @param pack its name
  /// @param bytes its length
  /// @param neededBytes how much of it is needed, about
  /// @param fate what became of it
  public record Pack(Digest pack, long bytes, long neededBytes, Fate fate) {}

  /// What became of a pack.
  public enum Fate {
    /// It stays: much of it is needed.
    STAYS,
    /// It went: nothing in it is needed.
    GOES,
    /// What is needed of it is in another pack now, and it went.
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
}
