package holotree.engine.record;

import holotree.engine.relocate.FileKind;

/// A file that holds the stage's path where not every path can stand.
///
/// @param path below the stage
/// @param kind what it is: no path can replace the stage's in one that is opaque, and none that is longer
///     in any other
public record LimitedFile(byte[] path, FileKind kind) {}
