package holotree.testkit.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What all simulated Windows of one process with one side directory know. Thread-safe.
final class Machine {

  private static final Map<Path, Machine> MACHINES = new ConcurrentHashMap<>();
  private static final int CLEANING = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<FileKey, Node> nodes = new HashMap<>();
  private final Whereabouts whereabouts = new Whereabouts();
  private final Names names = new Names(whereabouts);
  private final LinkRecords links;
  private final SideFile changing;
  private final SideFile denying;
  private final Locks locks;
  private boolean isChanging;
  private int cleaning = CLEANING;

  private Machine(Path side) {
    links = new LinkRecords(side.resolve("links"));
    changing = new SideFile(side.resolve("changing"));
    denying = new SideFile(side.resolve("denying"));
    locks = new Locks(this, new SideFile(side.resolve("locks")));
  }

  static Machine of(Path side) {
    try {
      return MACHINES.computeIfAbsent(
          Files.createDirectories(side).toRealPath(), path -> new Machine(path));
    } catch (IOException e) {
      throw new UncheckedIOException("no side directory " + side, e);
    }
  }

  Whereabouts whereabouts() {
    return whereabouts;
  }

  Names names() {
    return names;
  }

  LinkRecords links() {
    return links;
  }

  Locks locks() {
    return locks;
  }

  /// Does something while no other thread looks at nodes or names.
  <T> T locked(Step<T> step) throws WindowsRefusal, IOException {
    lock.lock();
    try {
      return step.run();
    } finally {
      lock.unlock();
    }
  }

  /// Does something while neither another thread nor another process changes names.
  <T> T changing(Step<T> step) throws WindowsRefusal, IOException {
    return locked(() -> {
      if (isChanging) {
        return step.run();
      }
      try (SideFile.Held _ = changing.exclusive(0)) {
        isChanging = true;
        return step.run();
      } finally {
        isChanging = false;
      }
    });
  }

  /// The file if anyone has it open. Under [#locked].
  @Nullable Node known(FileKey key) {
    return nodes.get(key);
  }

  /// Notes that it is open. Under [#locked].
  void opened(OpenFile file) {
    Node node = file.node();
    if (Node.deniesDeletion(file) && node.open().stream().noneMatch(Node::deniesDeletion)) {
      denying.share(node.key().position());
    }
    node.open().add(file);
    nodes.put(node.key(), node);
    cleaning--;
    if (cleaning == 0) {
      nodes.values().removeIf(Node::isIdle);
      cleaning = CLEANING;
    }
  }

  /// Notes that it is closed. Under [#locked].
  void closed(OpenFile file) {
    Node node = file.node();
    node.open().remove(file);
    if (Node.deniesDeletion(file) && node.open().stream().noneMatch(Node::deniesDeletion)) {
      denying.release(node.key().position());
    }
    if (node.isIdle()) {
      nodes.remove(node.key(), node);
    }
  }

  /// Notes that somebody else has it open for a while. Under [#locked].
  void hold(Node node, Hold hold) {
    node.hold(hold);
    nodes.put(node.key(), node);
  }

  /// Whether another process does not let it be deleted. Under [#locked].
  boolean isDeniedElsewhere(FileKey key) {
    return denying.isSharedByOthers(key.position());
  }

  /// Whether anything below a directory is open. Under [#locked].
  boolean isOpenBelow(Path directory) {
    for (Node node : nodes.values()) {
      if (node.isOpenBelow(directory)) {
        return true;
      }
    }
    return false;
  }

  /// Takes a name from the disk, unless it is another file's by now. Under [#changing].
  ///
  /// @return bytes that are free thereby
  long remove(Node node, Path path) throws IOException {
    DiskEntry entry = DiskEntry.at(path);
    if (entry == null || !entry.key().equals(node.key())) {
      return 0;
    }
    Files.delete(path);
    names.removed(path, entry.isDirectory());
    if (entry.isDirectory() || entry.links() <= 1) {
      node.deleted();
    }
    return gone(entry);
  }

  /// Notes that a name went. Under [#changing].
  ///
  /// @param entry what it was before
  /// @return bytes that are free thereby
  long gone(DiskEntry entry) throws IOException {
    if (entry.links() > 1 && !entry.isDirectory()) {
      return 0;
    }
    if (entry.isSymlink()) {
      links.forget(entry);
    }
    Node node = nodes.remove(entry.key());
    if (node != null) {
      node.deleted();
    }
    return entry.isFile() ? entry.size() : 0;
  }
}
