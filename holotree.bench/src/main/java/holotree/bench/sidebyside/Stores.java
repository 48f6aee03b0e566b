package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The source as each contender keeps it, recorded once when first asked for; not timed.
final class Stores {

  private final Workplace workplace;
  private final Processes processes;
  private final HolotreeImage image;
  private final Path source;
  private final Map<Archiver, Path> recorded = new HashMap<>();
  private boolean homeRecorded;

  Stores(Workplace workplace, Processes processes, HolotreeImage image, Path source) {
    this.workplace = workplace;
    this.processes = processes;
    this.image = image;
    this.source = source;
  }

  /// A home whose library has the source.
  ///
  /// @throws BenchException if it cannot be recorded
  Path home() {
    Path home = workplace.path("home");
    if (!homeRecorded) {
      processes.require(image.record(source, home));
      homeRecorded = true;
    }
    return home;
  }

  /// The store of `archiver`, with the source in it.
  ///
  /// @throws BenchException if it cannot be recorded
  Path of(Archiver archiver) {
    Path there = recorded.get(archiver);
    if (there == null) {
      there = empty(archiver, "store-" + recorded.size() + "-" + archiver.tool());
      processes.require(archiver.record(source, there));
      recorded.put(archiver, there);
    }
    return there;
  }

  /// A new store of `archiver`, ready to be recorded into.
  Path empty(Archiver archiver, String name) {
    Path store = workplace.directory(name);
    archiver.prepare(store).forEach(processes::require);
    return store;
  }
}
