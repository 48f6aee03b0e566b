package holotree.api.fs;

/// The answer to a file being shared by a link or a clone.
public sealed interface ShareOutcome {

  /// It was shared.
  ///
  /// @param stat what the file under the new name is; for a link also what the source is now, since a
  ///     further name changes an inode's change time
  record Shared(FileStat stat) implements ShareOutcome {}

  /// It cannot be shared; nothing was changed.
  ///
  /// @param obstacle what the caller can do about it
  /// @param reason why, one clause
  record NotApplicable(Obstacle obstacle, String reason) implements ShareOutcome {}
}
