package holotree.api.fs;

/// What one file system can do.
///
/// @param caseSensitive whether names that differ in case alone are two files
/// @param keepsNormalisation whether names that differ in Unicode normalisation alone are two files
/// @param anyBytes whether a name may hold any bytes but NUL and `/`; else it must be valid UTF-8
/// @param windowsNames whether names that Windows forbids are refused, or changed, such as `con`, `a:b`
///     and `a.`
/// @param symlinks whether symbolic links can be made
/// @param maxNameBytes longest name, bytes
/// @param workers how many operations may be under way at once
public record Capabilities(
    boolean caseSensitive,
    boolean keepsNormalisation,
    boolean anyBytes,
    boolean windowsNames,
    boolean symlinks,
    int maxNameBytes,
    WorkerLimits workers) {}
