package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;

/// A peer that records a tree into a store of its own and restores it by copy.
interface Archiver {

  /// The program it needs.
  String tool();

  /// How a recording is called in tables.
  String recordTitle();

  /// How a restore is called in tables.
  String restoreTitle();

  /// What makes a new store ready; not timed.
  ///
  /// @param store an existing, empty directory
  List<Command> prepare(Path store);

  /// Records the tree at `source` into `store`.
  Command record(Path source, Path store);

  /// Restores what `store` has into `target`.
  ///
  /// @param target an existing, empty directory
  Command restore(Path store, Path target);
}
