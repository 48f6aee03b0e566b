package holotree.engine;

import holotree.api.Digest;
import holotree.api.RawPath;
import holotree.api.fs.EntryKind;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has to change to make one tree the other.
///
/// @param from the one tree
/// @param to the other tree
/// @param added entries that only the other has
/// @param removed entries that only the one has
/// @param changed entries that both have and that differ
/// @param nanos how long it took, nanoseconds
/// @param differences what differs, in tree order; each walk may compare again rather than hold all in
///     memory
public record DiffReport(
    Side from,
    Side to,
    Total added,
    Total removed,
    Total changed,
    long nanos,
    Iterable<Difference> differences)
    implements Result {

  /// Whether nothing differs.
  public boolean same() {
    return added.entries() + removed.entries() + changed.entries() == 0;
  }

  /// A tree that was compared.
  ///
  /// @param catalog what it is, or was restored from
  /// @param target where it is, absolute; null for a recording
  public record Side(Digest catalog, @Nullable Path target) {}

  /// Entries of one kind of change.
  ///
  /// @param entries how many
  /// @param bytes length of their files, bytes; of what changed, in the other tree
  public record Total(long entries, long bytes) {}

  /// One path that differs.
  ///
  /// @param path below the root; empty for the root
  /// @param from what is there in the one tree; null if nothing is
  /// @param to what is there in the other; null if nothing is
  /// @param aspects what differs of an entry that both have; empty otherwise
  public record Difference(
      RawPath path, @Nullable Entry from, @Nullable Entry to, Set<Aspect> aspects) {

    public Difference {
      aspects = Set.copyOf(aspects);
    }

    /// What happened to it.
    public Change change() {
      return from == null ? Change.ADDED : to == null ? Change.REMOVED : Change.CHANGED;
    }
  }

  /// An entry in one of the trees.
  ///
  /// @param type what it is
  /// @param size length of a file, bytes; -1 if that is not known, and for all that is no file
  public record Entry(EntryKind type, long size) {}

  /// What can happen to a path.
  public enum Change {
    /// Only the other tree has it.
    ADDED,
    /// Only the one tree has it.
    REMOVED,
    /// Both have it, and it differs.
    CHANGED
  }

  /// What can differ.
  public enum Aspect {
    /// A file in the one, a directory in the other, and so on.
    TYPE,
    /// Permission bits.
    MODE,
    /// Modification time.
    MTIME,
    /// Bytes, or the places in them that hold the tree's path.
    CONTENT,
    /// A symlink's target.
    TARGET
  }
}
