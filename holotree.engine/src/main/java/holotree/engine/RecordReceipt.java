package holotree.engine;

import holotree.api.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recording did.
///
/// @param catalog the catalog's id
/// @param name the name it was given; null for none
/// @param directories the root included
/// @param files regular files
/// @param symlinks symbolic links
/// @param bytes length of all files, bytes
/// @param storedChunks chunks that the library did not have
/// @param storedBytes their plain length, bytes
/// @param packBytes what they take in the library, bytes
/// @param reusedChunks chunks that the library had, or that occur again in the tree
/// @param relocatedEntries files and symlinks that hold the stage's path
/// @param relocationLimits every file that holds the stage's path where not every path can stand, in
///     tree order
/// @param nanos how long it took, nanoseconds
/// @param notices what to know
public record RecordReceipt(
    Digest catalog,
    @Nullable String name,
    long directories,
    long files,
    long symlinks,
    long bytes,
    long storedChunks,
    long storedBytes,
    long packBytes,
    long reusedChunks,
    long relocatedEntries,
    List<RelocationLimit> relocationLimits,
    long nanos,
    List<Notice> notices)
    implements Result {

  public RecordReceipt {
    relocationLimits = List.copyOf(relocationLimits);
    notices = List.copyOf(notices);
  }
}
