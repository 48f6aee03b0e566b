package holotree.api.error;

import org.jspecify.annotations.Nullable;

/// The operating system refused an operation.
public final class RefusedException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final String operation;
  private final String reason;
  private final String path;

  /// @param operation what was tried, such as `open`
  /// @param path what it was tried on
  /// @param reason the system's own words, with the name of the error, such as `permission denied
  ///     (EACCES)`
  /// @param next what to do, one sentence
  /// @param cause the failure that told so, if it was an exception
  public RefusedException(
      String operation, String path, String reason, String next, @Nullable Throwable cause) {
    this(
        operation,
        path,
        reason,
        "The operation stopped there; what was begun was taken back.",
        next,
        cause);
  }

  /// A refusal after which something stays done.
  ///
  /// @param operation as above
  /// @param path as above
  /// @param reason as above
  /// @param meaning what is there now, one sentence
  /// @param next as above
  /// @param cause as above
  public RefusedException(
      String operation,
      String path,
      String reason,
      String meaning,
      String next,
      @Nullable Throwable cause) {
    super("Could not " + operation + " " + path + ": " + reason + ".", meaning, next, false, cause);
    this.operation = operation;
    this.reason = reason;
    this.path = path;
  }

  /// What was tried.
  public String operation() {
    return operation;
  }

  /// The system's own words.
  public String reason() {
    return reason;
  }

  /// What it was tried on.
  public String path() {
    return path;
  }
}
