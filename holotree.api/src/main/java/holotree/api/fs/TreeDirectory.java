package holotree.api.fs;

/// A directory of a [SpaceTree], for use with the tree that gave it. Thread-safe.
///
/// It is no open handle: the tree opens directories as needed and re-checks device and inode when it
/// does.
public interface TreeDirectory {

  /// Says that the directory will not be used for a while, so that what is held open for it can be let
  /// go. It may be used again.
  void release();
}
