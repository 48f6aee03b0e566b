package holotree.testkit.crash;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What was done to a disk, in that order, and what is on it now. Whoever does something holds its lock
/// while it does it and notes it, so that the order is the true one.
final class DiskLog extends ReentrantLock {

  private static final long serialVersionUID = 1L;

  /// What the file system said of a node once so many operations were done.
  record Seen(int operations, int node, FileStat stat) {}

  private final transient DiskModel base;
  private final transient DiskModel now;
  private final transient List<DiskOperation> operations = new ArrayList<>();
  private final transient List<Seen> seen = new ArrayList<>();
  private final transient Map<Long, Integer> byInode = new HashMap<>();
  private int next;

  /// An empty log.
  ///
  /// @param base what is there when it begins, all of it on the disk
  DiskLog(DiskModel base, int next) {
    this.base = base;
    this.now = base.copy();
    this.next = next;
    for (int number = 0; number < next; number++) {
      FileStat stat = base.node(number).original;
      if (stat != null) {
        byInode.put(stat.inode(), number);
      }
    }
  }

  DiskModel base() {
    return base;
  }

  DiskModel now() {
    return now;
  }

  List<DiskOperation> operations() {
    return operations;
  }

  List<Seen> seen() {
    return seen;
  }

  void add(DiskOperation operation) {
    operations.add(operation);
    now.apply(operation);
  }

  int newNode() {
    return next++;
  }

  /// The node that has an inode; null if none is known.
  @Nullable Integer node(long inode) {
    return byInode.get(inode);
  }

  void see(int node, @Nullable FileStat stat) {
    if (stat != null) {
      seen.add(new Seen(operations.size(), node, stat));
      byInode.put(stat.inode(), node);
    }
  }

  /// Notes that a name is there, if it is not known yet.
  ///
  /// @return its node
  int found(int parent, String name, FileStat stat) {
    Integer known = now.child(parent, name);
    if (known != null) {
      return known;
    }
    int node = newNode();
    add(
        stat.kind() == EntryKind.DIRECTORY
            ? new DiskOperation.MakeDirectory(parent, name, node)
            : new DiskOperation.CreateFile(parent, name, node));
    see(node, stat);
    return node;
  }
}
