package holotree.api.fs;

/// The answer to something that some places cannot do.
public sealed interface Outcome {

  /// It was done.
  record Done() implements Outcome {}

  /// It cannot be done that way here; nothing was changed.
  ///
  /// @param reason why, one clause
  record NotApplicable(String reason) implements Outcome {}

  /// The one answer for what was done.
  Outcome DONE = new Done();
}
