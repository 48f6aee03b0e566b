package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.util.List;

/// How a space compares with its catalog, every byte digested.
///
/// @param target where the space is, absolute
/// @param catalog the catalog's id
/// @param entries entries that were compared
/// @param bytes bytes that were digested
/// @param nanos how long it took, nanoseconds
/// @param differences what differs, in tree order
public record VerifyReport(
    Path target, Digest catalog, long entries, long bytes, long nanos, List<Difference> differences)
    implements Result {

  public VerifyReport {
    differences = List.copyOf(differences);
  }

  /// Whether nothing differs.
  public boolean pristine() {
    return differences.isEmpty();
  }

  /// One thing that differs.
  ///
  /// @param path below the space's root; empty for the root
  /// @param aspect what differs
  /// @param expected what the catalog says, as text for people
  /// @param actual what is there
  public record Difference(String path, Aspect aspect, String expected, String actual) {}

  /// What can differ.
  public enum Aspect {
    /// The entry is not there.
    MISSING,
    /// The entry is not in the catalog.
    EXTRA,
    /// A file where a directory should be, and so on.
    TYPE,
    /// Permission bits.
    MODE,
    /// Modification time.
    MTIME,
    /// Length.
    SIZE,
    /// Bytes.
    CONTENT,
    /// A symlink's target.
    TARGET
  }
}
