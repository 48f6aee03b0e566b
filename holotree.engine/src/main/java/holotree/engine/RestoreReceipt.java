package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.util.List;

/// What a restore did. Every byte counted here was hashed against its digest.
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

  /// What became of the pool.
  ///
  /// @param added files added
  /// @param dropped files found to be bad and taken out
  /// @param evicted files taken out to make room
  public record PoolChanges(long added, long dropped, long evicted) {}
}
