package holotree.engine.survey;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.fs.FileStat;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.space.Placed;
import holotree.engine.space.PlacedColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a state says of the entries that are wanted now, be it of the same catalog or another one.
/// Immutable and thread-safe as far as the columns are left alone.
public final class Believed {

  private static final int NONE = -1;

  /// Nothing: every byte is compared.
  public static final Believed NOTHING = new Believed(null, PlacedColumns.empty(0));

  /// A catalog and what becomes of it at one target.
  ///
  /// @param catalog the entries
  /// @param relocation what becomes of each
  public record Version(Catalog catalog, RelocationPlan relocation) {}

  private record Change(Version was, Version now, int @Nullable [] entries) {}

  private final @Nullable Change change;
  private final PlacedColumns placed;

  private Believed(@Nullable Change change, PlacedColumns placed) {
    this.change = change;
    this.placed = placed;
  }

  /// What was placed is what is wanted.
  ///
  /// @param placed what was noted when it was placed
  public static Believed same(Version version, PlacedColumns placed) {
    return new Believed(new Change(version, version, null), placed);
  }

  /// Something else was placed than is wanted.
  ///
  /// @param was what was placed
  /// @param placed what was noted when it was placed
  /// @param now what is wanted
  public static Believed other(Version was, PlacedColumns placed, Version now) {
    return new Believed(new Change(was, now, EntryMatch.of(was.catalog(), now.catalog())), placed);
  }

  /// Whether `entry` stands as it was placed.
  boolean isAsPlaced(int entry, FileStat stat) {
    int old = old(entry);
    return old != NONE && placed.has(old) && placed.isUnchanged(old, stat);
  }

  /// Whether what was placed as `entry` has the bytes, or is the link, that is wanted.
  boolean holdsWanted(int entry) {
    Change known = change;
    int old = old(entry);
    if (known == null || old == NONE) {
      return false;
    }
    if (known.entries() == null) {
      return true;
    }
    Catalog was = known.was().catalog();
    Catalog now = known.now().catalog();
    return was.type(old) == now.type(entry)
        && was.size(old) == now.size(entry)
        && holdsSameBytes(was, old, now, entry)
        && known.now().relocation().restoresLike(entry, known.was().relocation(), old);
  }

  /// How what stands as `entry` came there, see [Placed].
  byte placement(int entry, FileStat stat) {
    int old = old(entry);
    return old != NONE && placed.inodes()[old] == stat.inode() && placed.has(old)
        ? placed.placements()[old]
        : Placed.COPIED;
  }

  private int old(int entry) {
    Change known = change;
    if (known == null) {
      return NONE;
    }
    int[] entries = known.entries();
    return entries == null ? entry : entries[entry];
  }

  private static boolean holdsSameBytes(Catalog was, int old, Catalog now, int entry) {
    if (now.type(entry) == EntryType.SYMLINK) {
      return Arrays.equals(was.target(old), now.target(entry));
    }
    return now.type(entry) == EntryType.DIRECTORY
        || now.size(entry) == 0
        || was.content(old).equals(now.content(entry));
  }
}
