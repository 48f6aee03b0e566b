package holotree.api.prefetch;

/// One frame that will be read.
///
/// @param file number of the pack within the plan, from 0
/// @param offset where the frame begins, bytes from the start of the pack
/// @param length its length there, bytes
public record ReadRequest(int file, long offset, int length) {}
