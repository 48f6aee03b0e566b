package holotree.engine.survey;

/// Something that does not belong in a space.
///
/// @param directory the entry it stands in
/// @param name its name there, bytes
public record Extra(int directory, byte[] name) {}
