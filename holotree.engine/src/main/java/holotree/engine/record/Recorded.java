package holotree.engine.record;

import holotree.api.Catalog;
import holotree.api.Digest;

/// What a recording made.
///
/// @param id the catalog's id
/// @param catalog the catalog
/// @param storedChunks chunks that the library did not have
/// @param storedBytes their plain length, bytes
/// @param packBytes what they take in the library, bytes
/// @param reusedChunks chunks that were not stored again
public record Recorded(
    Digest id,
    Catalog catalog,
    long storedChunks,
    long storedBytes,
    long packBytes,
    long reusedChunks) {}
