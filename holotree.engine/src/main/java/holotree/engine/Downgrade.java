package holotree.engine;

/// Files that were copied though they were to be shared.
///
/// @param wanted how they were to be placed
/// @param files how many
/// @param reason why they were not, one clause
public record Downgrade(Placement wanted, long files, String reason) {}
