package holotree.testkit.windows;

/// What is free on the simulated disk.
///
/// @param bytes that can still be written
/// @param cluster bytes
public record SimulatedSpace(long bytes, int cluster) {}
