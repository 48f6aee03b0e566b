package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a restore did. Every byte counted here was hashed against its digest. Onto a space that was there,
/// what was placed is what was missing or not right; the rest is told by [Refreshed].
///
/// @param catalog the catalog's id
/// @param recording what was asked for
/// @param space the new space's id
/// @param target where it is, absolute
/// @param directories the root included
/// @param copied regular files that were written
/// @param hardLinked regular files that are names of files in the pool
/// @param reflinked regular files that share the bytes of files in the pool
/// @param symlinks symbolic links
/// @param bytes length of all files placed, bytes
/// @param relocated files and symlinks whose path was put right
/// @param leftOut files not restored, see the notices
/// @param refreshed what was found, where a space was there; null for a new one
/// @param downgrades files that were copied though they were to be shared
/// @param pool what became of the pool
/// @param nanos how long it took, nanoseconds
/// @param notices what to know
public record RestoreReceipt(
    Digest catalog,
    String recording,
    String space,
    Path target,
    long directories,
    long copied,
    long hardLinked,
    long reflinked,
    long symlinks,
    long bytes,
    long relocated,
    long leftOut,
    @Nullable Refreshed refreshed,
    List<Downgrade> downgrades,
    PoolChanges pool,
    long nanos,
    List<Notice> notices)
    implements Result {

  public RestoreReceipt {
    downgrades = List.copyOf(downgrades);
    notices = List.copyOf(notices);
  }

  /// Regular files placed, in whichever way.
  public long files() {
    return copied + hardLinked + reflinked;
  }

  /// What was found in a space that was there.
  ///
  /// @param catalog what it was restored from before
  /// @param path where it was before, absolute
  /// @param clean entries that are as they were placed, and as they should be
  /// @param noted entries that are as they should be, though something was done to them: files that
  ///     were linked elsewhere, touched, or written with the same bytes
  /// @param corrected entries whose mode or modification time was put back, their bytes being right
  /// @param removed entries removed, because they do not belong there or were made anew
  /// @param digested files whose bytes were compared, since they were not as they were placed
  /// @param digestedBytes how many bytes that were
  public record Refreshed(
      Digest catalog,
      Path path,
      long clean,
      long noted,
      long corrected,
      long removed,
      long digested,
      long digestedBytes) {

    /// Whether nothing had to be changed.
    public boolean pristine() {
      return corrected == 0 && removed == 0;
    }
  }

  /// What became of the pool.
  ///
  /// @param added files added
  /// @param dropped files found to be bad and taken out
  /// @param evicted files taken out to make room
  public record PoolChanges(long added, long dropped, long evicted) {}
}
