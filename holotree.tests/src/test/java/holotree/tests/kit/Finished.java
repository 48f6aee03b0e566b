package holotree.tests.kit;

/// A process that has ended.
///
/// @param exitCode 128 and the number of the signal if one ended it
/// @param output what it wrote to standard output, a character for each byte
/// @param errors what it wrote to standard error, UTF-8
public record Finished(int exitCode, String output, String errors) {}
