package holotree.engine;

import java.nio.file.Path;

/// A new directory to build a tree in.
///
/// @param stage where it is: absolute, without symbolic links, 100 bytes long, or 200 or 400 in a home
///     with a long path; it belongs to who asked for it
public record StageReceipt(Path stage) implements Result {}
