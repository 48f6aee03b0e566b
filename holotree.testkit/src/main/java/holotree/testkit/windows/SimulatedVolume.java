package holotree.testkit.windows;

/// A file system, as the simulated Windows describes it.
///
/// @param type such as `NTFS`
/// @param flags as in [Numbers]
/// @param maxName longest name, UTF-16 units
/// @param cluster bytes that a file's size on disk is a multiple of
public record SimulatedVolume(String type, int flags, int maxName, int cluster) {}
