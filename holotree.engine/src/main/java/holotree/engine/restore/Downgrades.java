package holotree.engine.restore;

import holotree.api.error.RefusedException;
import holotree.engine.pool.PoolKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Files that could not be shared, counted by reason. Thread-safe.
final class Downgrades {

  private final PoolKind kind;
  private final boolean required;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /// @param required whether one of them fails the restore
  Downgrades(PoolKind kind, boolean required) {
    this.kind = kind;
    this.required = required;
  }

  /// Counts a file.
  ///
  /// @param path the file's, in the tree
  /// @throws RefusedException if sharing was required
  void add(String path, String reason) {
    if (required) {
      throw new RefusedException(
          kind == PoolKind.LINKS ? "hard-link" : "clone",
          path,
          reason,
          "Restore without --require-placement, and such files are copied.",
          null);
    }
    counts.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  /// How many files for each reason.
  Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((reason, count) -> sums.put(reason, count.sum()));
    return sums;
  }
}
