package holotree.testkit.windows;

/// What the simulated Windows says of something open.
///
/// @param attributes as in [Numbers]
/// @param reparseTag what kind of reparse point it is; 0 if it is none
/// @param created when it was made, units of 100 ns since 1601-01-01T00:00:00Z
/// @param modified when it was last written to
/// @param changed when anything of it last changed
/// @param size bytes
/// @param allocated bytes on disk
/// @param links names that it has; 0 if it was deleted
/// @param volume number of its file system
/// @param idHigh its number there, upper half; 0 but for ReFS
/// @param idLow and lower half
public record SimulatedFacts(
    int attributes,
    int reparseTag,
    long created,
    long modified,
    long changed,
    long size,
    long allocated,
    int links,
    long volume,
    long idHigh,
    long idLow) {}
