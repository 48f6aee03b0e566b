package holotree.engine;

import holotree.api.Catalog;
import holotree.api.Digest;
import java.util.List;

/// What a recording holds.
///
/// @param id the catalog's id
/// @param names the names that stand for it, sorted
/// @param directories the root included
/// @param files regular files
/// @param symlinks symbolic links
/// @param bytes length of all files, bytes
/// @param relocatedEntries files and symlinks that hold the stage's path
/// @param stageLength length of the stage's path, bytes; 0 if nothing holds it
/// @param catalog every entry
public record Summary(
    Digest id,
    List<String> names,
    long directories,
    long files,
    long symlinks,
    long bytes,
    long relocatedEntries,
    int stageLength,
    Catalog catalog)
    implements Result {

  public Summary {
    names = List.copyOf(names);
  }
}
