package holotree.api.fs;

/// What keeps a file from being shared.
public enum Obstacle {
  /// This file has as many names as the file system allows; another copy of it could be shared.
  TOO_MANY_LINKS,
  /// The source has lost its last name since it was opened.
  SOURCE_GONE,
  /// Something has the name already. What stands there stays.
  NAME_TAKEN,
  /// Other file system, no such thing on this one, or no permission: no other copy would fare better.
  NOT_POSSIBLE
}
