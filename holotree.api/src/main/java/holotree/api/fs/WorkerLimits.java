package holotree.api.fs;

/// How many operations a file system bears at once.
///
/// @param create files and directories being made, 1 to 32
/// @param link files being linked or cloned, 1 to 32
public record WorkerLimits(int create, int link) {

  /// No platform is given more than this.
  public static final int MAX = 32;

  /// @throws IllegalArgumentException if one of them is not 1 to 32
  public WorkerLimits {
    if (create < 1 || create > MAX || link < 1 || link > MAX) {
      throw new IllegalArgumentException("worker limits " + create + " and " + link);
    }
  }

  /// The limits for a file system with no needs of its own: twice the processors, at most 32.
  public static WorkerLimits ofProcessors(int processors) {
    int limit = Math.clamp(2L * processors, 1, MAX);
    return new WorkerLimits(limit, limit);
  }
}
