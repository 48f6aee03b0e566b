package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a library, and what was healed.
///
/// @param library absolute
/// @param readData whether every byte was read; else the structures alone
/// @param packs packs that were looked at
/// @param catalogs catalogs that were looked at
/// @param bytes bytes of packs that were read and digested
/// @param faults what was found wrong, by path
/// @param unusable recordings that cannot be restored as they are
/// @param healing what was done about it; null if that was not asked for, or nothing was wrong
/// @param clean whether nothing is wrong with the library now
/// @param quarantine files in the library's `quarantine`, kept for people to look at
/// @param nanos how long it took, nanoseconds
public record CheckReport(
    Path library,
    boolean readData,
    long packs,
    long catalogs,
    long bytes,
    List<Fault> faults,
    List<Unusable> unusable,
    @Nullable Healing healing,
    boolean clean,
    long quarantine,
    long nanos)
    implements Result {

  public CheckReport {
    faults = List.copyOf(faults);
    unusable = List.copyOf(unusable);
  }

  /// One thing that is wrong.
  ///
  /// @param kind what sort
  /// @param path the file, relative to the library
  /// @param detail what was expected and what is there
  public record Fault(Kind kind, String path, String detail) {}

  /// What can be wrong.
  public enum Kind {
    /// The library does not say which format it has.
    FORMAT,
    /// A pack's header, trailer or footer is damaged.
    PACK,
    /// A pack has another digest than its name says.
    PACK_NAME,
    /// A frame, or a chunk in it, is damaged.
    FRAME,
    /// A catalog is damaged.
    CATALOG,
    /// A catalog needs chunks that are in no pack, or in damaged frames alone.
    INCOMPLETE,
    /// What stands for a catalog is damaged: a name, a blueprint or a pin.
    NAME,
    /// What stands for a catalog stands for one that is not there.
    DANGLING,
    /// A merged index, which is a cache, is damaged.
    INDEX,
    /// The system cannot read a file: nobody knows whether it is damaged.
    UNREADABLE
  }

  /// A recording that cannot be restored.
  ///
  /// @param catalog its id
  /// @param names the names that stand for it, or stood for it before they were taken out of use
  /// @param missingChunks how many chunks it misses; 0 if its catalog itself is damaged or gone
  /// @param example a file that misses some; empty if none is known
  /// @param reason why, one clause
  public record Unusable(
      Digest catalog, List<String> names, long missingChunks, String example, String reason) {

    public Unusable {
      names = List.copyOf(names);
    }
  }

  /// What was done.
  ///
  /// @param quarantined where files are now that were taken out of use, relative to the library
  /// @param fromPacks chunks that were found in damaged packs, where they were intact
  /// @param fromPool chunks that were found in the pool
  /// @param fromSpaces chunks that were found in spaces
  /// @param broughtBack recordings that an earlier healing took out of use, and that are back
  public record Healing(
      List<String> quarantined,
      long fromPacks,
      long fromPool,
      long fromSpaces,
      List<Digest> broughtBack) {

    public Healing {
      quarantined = List.copyOf(quarantined);
      broughtBack = List.copyOf(broughtBack);
    }
  }
}
