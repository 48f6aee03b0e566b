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
/// @param copied regular files placed by copy
/// @param symlinks symbolic links
/// @param bytes length of all files placed, bytes
/// @param relocated files and symlinks whose path was put right
/// @param leftOut files not restored, see the notices
/// @param nanos how long it took, nanoseconds
/// @param notices what to know
public record RestoreReceipt(
    Digest catalog,
    String recording,
    String space,
    Path target,
    long directories,
    long copied,
    long symlinks,
    long bytes,
    long relocated,
    long leftOut,
    long nanos,
    List<Notice> notices)
    implements Result {

  public RestoreReceipt {
    notices = List.copyOf(notices);
  }
}
