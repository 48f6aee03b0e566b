package holotree.engine.verify;

import holotree.api.fs.FileStat;
import org.jspecify.annotations.Nullable;

/// One difference between a space and its catalog.
///
/// @param entry where it comes in tree order: the entry, or for something extra its directory
/// @param path below the root, bytes
/// @param aspect what differs
/// @param expected what the catalog says, as text for people
/// @param actual what is there, as text for people
/// @param there what the file system says of it; null if nothing is there
public record Finding(
    int entry,
    byte[] path,
    Aspect aspect,
    String expected,
    String actual,
    @Nullable FileStat there) {

  /// What can differ.
  public enum Aspect {
    /// The entry is not there.
    MISSING,
    /// The entry is not in the catalog.
    EXTRA,
    /// Another type of entry.
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
