package holotree.engine.pool;

import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.format.Hasher;
import holotree.testkit.forward.ForwardingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A pool of files that were last used whenever a test says so.
final class PoolFolder extends ForwardingStore {

  private final Path root;
  private final Map<String, Long> uses = new ConcurrentHashMap<>();

  PoolFolder(Path root) {
    super(new PortableStrategy().store(root, Durability.VOLATILE));
    this.root = root;
  }

  /// Puts a file there.
  ///
  /// @param content what its name is the digest of
  /// @param usedMicros when it was last used, microseconds since 1970
  String put(PoolKind kind, String content, int size, long usedMicros) throws IOException {
    String name = Hasher.digest(content.getBytes(StandardCharsets.UTF_8)).toString();
    String path = kind.directory() + "/" + name.substring(0, 2) + "/" + name;
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[size]);
    uses.put(path, usedMicros);
    return path;
  }

  /// The files that are there, and their sizes.
  Map<String, Long> files() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (String path : uses.keySet()) {
      if (Files.exists(root.resolve(path))) {
        sizes.put(path, Files.size(root.resolve(path)));
      }
    }
    return sizes;
  }

  /// The note of the pool's size.
  Path note() {
    return root.resolve(PoolLayout.SIZE);
  }

  @Override
  public @Nullable FileStat stat(String path) {
    FileStat stat = super.stat(path);
    Long used = uses.get(path);
    return stat == null || used == null
        ? stat
        : new FileStat(
            stat.kind(),
            stat.mode(),
            stat.size(),
            stat.mtimeSeconds(),
            stat.mtimeNanos(),
            Math.floorDiv(used, 1_000_000L),
            (int) Math.floorMod(used, 1_000_000L) * 1000,
            stat.device(),
            stat.inode(),
            stat.links(),
            stat.allocated(),
            stat.owner(),
            stat.mountPoint());
  }
}
