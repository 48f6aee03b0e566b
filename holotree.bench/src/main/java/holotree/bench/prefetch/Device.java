package holotree.bench.prefetch;

/// A model of a drive, or of a network file system. A request waits for a free place in the queue,
/// then for the latency, side by side with others, then for its turn on the wire, one after the
/// other.
///
/// @param name for the table
/// @param latencyNanos from the request to its first byte
/// @param seekNanos more of that for a request that does not begin where the one before ended; the
///   head moves for one request at a time
/// @param bytesPerSecond how fast the bytes follow
/// @param queue how many requests are served at once, 1 or more
public record Device(
    String name, long latencyNanos, long seekNanos, long bytesPerSecond, int queue) {

  /// How long `length` bytes are on the wire, nanoseconds.
  long transferNanos(long length) {
    return Math.round(length * 1e9 / bytesPerSecond);
  }
}
