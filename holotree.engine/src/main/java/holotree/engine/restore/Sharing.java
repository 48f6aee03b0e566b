package holotree.engine.restore;

import holotree.api.fs.FileStat;

/// What is done about a file that was fetched and written. Thread-safe.
@FunctionalInterface
interface Sharing {

  /// Takes note of a file that was written.
  ///
  /// @param stat what it is
  void written(int entry, FileStat stat);
}
