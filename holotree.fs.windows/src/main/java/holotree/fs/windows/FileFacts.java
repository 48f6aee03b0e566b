package holotree.fs.windows;

/// What Windows says of something open.
///
/// @param attributes `ATTRIBUTE` constants of [Win32]
/// @param reparseTag what kind of reparse point it is; 0 if it is none
/// @param created when it was made, units of 100 ns since 1601-01-01T00:00:00Z
/// @param modified when it was last written to
/// @param changed when anything of it last changed
/// @param size bytes
/// @param allocated bytes on disk
/// @param links names that it has
/// @param volume number of its file system
/// @param idHigh its number there, upper half; 0 where numbers have 64 bits
/// @param idLow and lower half
record FileFacts(
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
