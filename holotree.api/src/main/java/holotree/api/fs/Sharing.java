package holotree.api.fs;

/// How files of one place can be shared with another.
///
/// @param links whether a file of the source can get a name in the target, too: a hard link
/// @param clones whether a file in the target can share the bytes of one in the source until either is
///     written to: a reflink
public record Sharing(Outcome links, Outcome clones) {}
