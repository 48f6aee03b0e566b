package holotree.api.error;

import org.jspecify.annotations.Nullable;

/// The operation was asked to stop, and stopped.
public final class InterruptedOperationException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  /// A step that stopped, in an operation that knows what that means.
  ///
  /// @param step what was under way
  public InterruptedOperationException(String step) {
    this(
        step,
        "What was not finished is not there; a temporary tree may remain.",
        "Run the command again; it clears what remains.",
        null);
  }

  /// @param operation what was under way
  /// @param meaning what is there now, one sentence
  /// @param next what to do, one sentence
  /// @param step the step that stopped
  public InterruptedOperationException(
      String operation, String meaning, String next, @Nullable InterruptedOperationException step) {
    super("Interrupted: " + operation + " did not finish.", meaning, next, true, step);
  }
}
