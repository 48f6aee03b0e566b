package holotree.engine.diff;

import holotree.api.fs.EntryKind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How one path differs between two trees.
///
/// @param path below the root, bytes; not to be written to
/// @param from what is there in the one; null if nothing is
/// @param to what is there in the other; null if nothing is
/// @param aspects what differs of an entry that both have; empty otherwise
public record EntryDifference(
    byte[] path, @Nullable Side from, @Nullable Side to, Set<Aspect> aspects) {

  /// An entry that only the other tree has.
  public static EntryDifference added(byte[] path, Side to) {
    return new EntryDifference(path, null, to, EnumSet.noneOf(Aspect.class));
  }

  /// An entry that only the one tree has.
  public static EntryDifference removed(byte[] path, Side from) {
    return new EntryDifference(path, from, null, EnumSet.noneOf(Aspect.class));
  }

  /// An entry in one tree.
  ///
  /// @param kind what it is
  /// @param size length of a file, bytes; -1 if that is not known, and for all that is no file
  public record Side(EntryKind kind, long size) {}

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
