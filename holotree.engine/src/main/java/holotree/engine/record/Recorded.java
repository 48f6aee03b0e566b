package holotree.engine.record;

import holotree.api.Catalog;
import holotree.api.Digest;
import java.util.List;

/// What a recording made.
///
/// @param id the catalog's id
/// @param catalog the catalog
/// @param storedChunks chunks that the library did not have
/// @param storedBytes their plain length, bytes
/// @param packBytes what they take in the library, bytes
/// @param reusedChunks chunks that were not stored again
/// @param limited files that hold the stage's path where not every path can stand, in tree order
public record Recorded(
    Digest id,
    Catalog catalog,
    long storedChunks,
    long storedBytes,
    long packBytes,
    long reusedChunks,
    List<LimitedFile> limited) {}
