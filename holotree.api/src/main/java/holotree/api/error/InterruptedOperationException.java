package holotree.api.error;

/// The operation was asked to stop, and stopped.
public final class InterruptedOperationException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  /// @param operation what was under way
  public InterruptedOperationException(String operation) {
    super(
        "Interrupted: " + operation + " did not finish.",
        "What was not finished is not there; a temporary tree may remain.",
        "Run the command again; it clears what remains.",
        true,
        null);
  }
}
