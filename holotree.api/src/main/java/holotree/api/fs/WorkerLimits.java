package holotree.api.fs;

/// How many operations a file system bears at once.
///
/// @param create files and directories being made, 1 to 32
public record WorkerLimits(int create) {

  /// No platform is given more than this.
  public static final int MAX = 32;

  /// @throws IllegalArgumentException if `create` is not 1 to 32
  public WorkerLimits {
    if (create < 1 || create > MAX) {
      throw new IllegalArgumentException("worker limit " + create);
    }
  }

  /// The limit for a file system with no needs of its own: twice the processors, at most 32.
  public static WorkerLimits ofProcessors(int processors) {
    return new WorkerLimits(Math.clamp(2L * processors, 1, MAX));
  }
}
