package holotree.engine;

import java.nio.file.Path;

/// What a deletion removed.
///
/// @param target where the space was, absolute
/// @param space its id
/// @param entries entries removed, the root included
/// @param nanos how long it took, nanoseconds
public record DeleteReceipt(Path target, String space, long entries, long nanos)
    implements Result {}
