package holotree.testkit.crash;

import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/// Notes in a log what was done at paths. All but [#noting] is called while noting.
final class Recorder {

  private final DiskLog log;
  private final FileSystemStrategy strategy;
  private final Path root;

  /// Notes in `log`.
  ///
  /// @param root the directory below which things are noted
  Recorder(DiskLog log, FileSystemStrategy strategy, Path root) {
    this.log = log;
    this.strategy = strategy;
    this.root = root;
  }

  DiskLog log() {
    return log;
  }

  /// Does something and notes it, while nobody else does.
  <T> T noting(Supplier<T> work) {
    log.lock();
    try {
      return work.get();
    } finally {
      log.unlock();
    }
  }

  void noting(Runnable work) {
    log.lock();
    try {
      work.run();
    } finally {
      log.unlock();
    }
  }

  /// The node at a path that is there.
  int node(Path path) {
    return noting(() -> found(path));
  }

  /// The same; what was not known yet on the way to it was just made.
  int found(Path path) {
    int node = DiskModel.ROOT;
    Path at = root;
    for (Path name : root.relativize(path)) {
      if (name.toString().isEmpty()) {
        continue;
      }
      at = at.resolve(name);
      FileStat stat = Objects.requireNonNull(strategy.stat(at), at.toString());
      node = log.found(node, name.toString(), stat);
    }
    return node;
  }

  /// The directory that holds a path.
  int parent(Path path) {
    return found(Objects.requireNonNull(path.getParent()));
  }

  void renamed(Path from, Path to) {
    int parent = parent(from);
    int node = Objects.requireNonNull(log.now().child(parent, name(from)), from.toString());
    log.add(new DiskOperation.Rename(parent, name(from), parent(to), name(to), node));
    log.see(node, strategy.stat(to));
  }

  void removed(Path path) {
    int parent = parent(path);
    if (log.now().child(parent, name(path)) != null) {
      log.add(new DiskOperation.Remove(parent, name(path)));
    }
  }

  void linked(Path path, FileStat stat) {
    Integer node = log.node(stat.inode());
    if (node == null) {
      throw new IllegalStateException("a link to an unknown inode: " + path);
    }
    log.add(new DiskOperation.Link(parent(path), name(path), node));
    log.see(node, stat);
  }

  void wrote(int node, long offset, MemorySegment bytes) {
    log.add(new DiskOperation.Write(node, offset, bytes.toArray(ValueLayout.JAVA_BYTE)));
  }

  /// The names of the directories from `top` to `path` are brought to the disk, where they are not yet.
  void syncedAbove(Path top, Path path) {
    for (Path at = path;
        at != null && at.startsWith(top) && !at.equals(root);
        at = at.getParent()) {
      log.add(new DiskOperation.SyncDirectory(parent(at)));
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
