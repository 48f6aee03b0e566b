package holotree.engine.record;

import holotree.engine.relocate.FileKind;
import holotree.engine.relocate.Places;
import org.jspecify.annotations.Nullable;

/// Where a chunk held the stage's path.
///
/// @param kind what the file is
/// @param places where filler was put; null for none
/// @param holdsNul whether the chunk has a NUL byte; looked for only in files that may be text
/// @param untouched whether the path stands where it was left: in a form that cannot be changed, or where it may
///     be a part of another one
record FoundPaths(FileKind kind, @Nullable Places places, boolean holdsNul, boolean untouched) {}
