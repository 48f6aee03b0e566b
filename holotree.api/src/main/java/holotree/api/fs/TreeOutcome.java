package holotree.api.fs;

/// A tree made, or why it cannot be made there.
public sealed interface TreeOutcome {

  /// The tree was made; the caller closes it.
  ///
  /// @param tree the tree
  record Created(SpaceTree tree) implements TreeOutcome {}

  /// It cannot be made there; nothing was changed.
  ///
  /// @param reason why, one clause
  record NotApplicable(String reason) implements TreeOutcome {}
}
