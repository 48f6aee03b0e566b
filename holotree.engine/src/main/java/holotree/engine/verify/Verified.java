package holotree.engine.verify;

import java.util.List;

/// What a verification found.
///
/// @param entries entries that were compared
/// @param bytes bytes that were digested
/// @param findings what differs, in tree order
public record Verified(long entries, long bytes, List<Finding> findings) {}
