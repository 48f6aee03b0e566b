package holotree.engine;

import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.Sharing;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What was found out about how places share files: once for each pair of file systems. Thread-safe.
final class Probes {

  private final FileSystemStrategy strategy;
  private final Map<Pair, Sharing> known = new ConcurrentHashMap<>();

  Probes(FileSystemStrategy strategy) {
    this.strategy = strategy;
  }

  /// How files in `source` can be shared with `target`; both exist.
  Sharing sharing(Path source, Path target) {
    return known.computeIfAbsent(
        new Pair(device(source), device(target)),
        _ -> strategy.probe().measureSharing(source, target));
  }

  private long device(Path directory) {
    try (var tree = strategy.openTree(directory)) {
      return tree.stat(tree.root()).device();
    }
  }

  private record Pair(long source, long target) {}
}
