package holotree.cli;

/// What progress looks like on standard error. Used by one thread at a time.
@FunctionalInterface
interface ProgressDrawing {

  /// Nothing at all.
  ProgressDrawing NONE = (_, _) -> "";

  /// What a person reads in a log: whom the command waits for, and nothing that changes.
  ProgressDrawing LOG =
      (what, holder) -> "note: waiting for " + what + ", in use by " + holder + "\n";

  /// The text that says whom the command waits for.
  String waiting(String what, String holder);

  /// Pause between two drawings, milliseconds; 0 if there is nothing to draw.
  default long periodMillis() {
    return 0;
  }

  /// The text that shows how far the command is.
  ///
  /// @param nanos since the command began, nanoseconds
  default String draw(ActivityProgress progress, long nanos) {
    return "";
  }

  /// The text that takes away what was drawn.
  default String erase() {
    return "";
  }
}
