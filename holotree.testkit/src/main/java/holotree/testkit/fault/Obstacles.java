package holotree.testkit.fault;

import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import org.jspecify.annotations.Nullable;

/// The errors that are answers where a file is to be shared.
final class Obstacles {

  private Obstacles() {}

  /// Counts a link.
  ///
  /// @return null if it does not fail
  static ShareOutcome.@Nullable NotApplicable ofLink(
      Faults faults, Operation operation, Object path) {
    DiskError error = faults.meet(operation);
    return switch (error) {
      case null -> null;
      case EMLINK -> new ShareOutcome.NotApplicable(Obstacle.TOO_MANY_LINKS, error.reason());
      case EXDEV, EACCES -> new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, error.reason());
      default -> throw faults.failure(error, operation, path);
    };
  }

  /// Counts a clone.
  ///
  /// @return null if it does not fail
  static ShareOutcome.@Nullable NotApplicable ofClone(
      Faults faults, Operation operation, Object path) {
    DiskError error = faults.meet(operation);
    return switch (error) {
      case null -> null;
      case EXDEV -> new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, error.reason());
      default -> throw faults.failure(error, operation, path);
    };
  }
}
