package holotree.api.fs;

/// What stands under a name in a live directory.
public enum EntryKind {
  /// A directory.
  DIRECTORY,
  /// A regular file.
  FILE,
  /// A symbolic link.
  SYMLINK,
  /// A socket, device, FIFO or anything else that cannot be recorded.
  OTHER
}
