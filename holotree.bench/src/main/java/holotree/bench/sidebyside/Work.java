package holotree.bench.sidebyside;

import java.io.IOException;
import java.util.List;

/// One thing that Holotree does, compared with who else does it.
interface Work {

  /// All works, in the order of the table.
  static List<Work> all() {
    return List.of(
        new RestoreByCopy(),
        RestoreFromPool.byHardLink(),
        RestoreFromPool.byReflink(),
        new Refresh(),
        new RecordFirst(),
        new RecordSecond(),
        new LibrarySize(),
        new Startup(),
        new CallsPerFile());
  }

  /// What `--only` calls it.
  String id();

  /// How often it writes the tree in `rounds` rounds, at most.
  double treesWritten(int rounds);

  /// Measures it; no rows if it does not apply to the file system.
  ///
  /// @throws BenchException if it cannot be measured at all, or a restored tree is wrong
  List<Row> measure(Bench bench) throws IOException;
}
