package holotree.engine.record;

import holotree.engine.relocate.FileKind;

/// A file that holds the stage's path, or seems to, where not every path can stand.
///
/// @param path below the stage
/// @param kind what it is: no path can replace the stage's in one that is opaque, and none that is longer
///     in any other
/// @param replaced whether the path was replaced anywhere in it; where it was not and the file is not opaque, each
///     may be a part of another path
public record LimitedFile(byte[] path, FileKind kind, boolean replaced) {}
