package holotree.engine.builtin;

import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;

/// What is said wherever a clone is asked for.
final class Clones {

  /// `java.nio` makes none.
  static final ShareOutcome.NotApplicable NONE =
      new ShareOutcome.NotApplicable(
          Obstacle.NOT_POSSIBLE, "this runtime knows no way to clone files here");

  private Clones() {}
}
