package holotree.bench.prefetch;

import holotree.api.prefetch.ReadRequest;

/// One frame of a recorded restore.
///
/// @param request what was read
/// @param coldNanos how long that took with nothing of the library in memory, and nothing read
///   ahead
/// @param warmNanos how long it took from the page cache
/// @param workNanos how long its worker then decoded, verified and placed files
public record TracedRead(ReadRequest request, long coldNanos, long warmNanos, long workNanos) {}
