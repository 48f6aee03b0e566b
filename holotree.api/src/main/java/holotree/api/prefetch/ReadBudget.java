package holotree.api.prefetch;

/// What may be read ahead at once.
///
/// @param requests at most so many requests, 0 to 16
/// @param bytes at most so many bytes
public record ReadBudget(int requests, long bytes) {

  /// No runtime reads further ahead than this many requests.
  public static final int MAX_REQUESTS = 16;

  /// @throws IllegalArgumentException if `requests` is not 0 to 16 or `bytes` is negative
  public ReadBudget {
    if (requests < 0 || requests > MAX_REQUESTS || bytes < 0) {
      throw new IllegalArgumentException("read budget of " + requests + ", " + bytes + " bytes");
    }
  }
}
