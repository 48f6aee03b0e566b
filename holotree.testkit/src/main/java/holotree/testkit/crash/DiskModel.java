package holotree.testkit.crash;

import holotree.testkit.crash.DiskOperation.Attributes;
import holotree.testkit.crash.DiskOperation.CreateFile;
import holotree.testkit.crash.DiskOperation.CreateSymlink;
import holotree.testkit.crash.DiskOperation.Link;
import holotree.testkit.crash.DiskOperation.MakeDirectory;
import holotree.testkit.crash.DiskOperation.Mark;
import holotree.testkit.crash.DiskOperation.Remove;
import holotree.testkit.crash.DiskOperation.Rename;
import holotree.testkit.crash.DiskOperation.Write;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is on a disk, below one directory. Not thread-safe.
final class DiskModel {

  /// The number of the directory that everything is in.
  static final int ROOT = 0;

  private final Map<Integer, DiskNode> nodes = new HashMap<>();

  DiskModel() {
    nodes.put(ROOT, new DiskNode(DiskNode.Kind.DIRECTORY));
  }

  DiskModel copy() {
    DiskModel copy = new DiskModel();
    nodes.forEach((number, node) -> copy.nodes.put(number, node.copy()));
    return copy;
  }

  int size() {
    return nodes.size();
  }

  DiskNode node(int number) {
    return Objects.requireNonNull(nodes.get(number));
  }

  @Nullable Integer child(int directory, String name) {
    return node(directory).names.get(name);
  }

  void apply(DiskOperation operation) {
    switch (operation) {
      case MakeDirectory(int parent, String name, int node) ->
          add(parent, name, node, DiskNode.Kind.DIRECTORY);
      case CreateFile(int parent, String name, int node) ->
          add(parent, name, node, DiskNode.Kind.FILE);
      case CreateSymlink(int parent, String name, int node, String target) ->
          add(parent, name, node, DiskNode.Kind.SYMLINK).target = target;
      case Link(int parent, String name, int node) -> node(parent).names.put(name, node);
      case Rename(int from, String name, int to, String newName, int node) -> {
        // By its number alone: that a name was once made somewhere may have been lost.
        node(from).names.remove(name, node);
        node(to).names.put(newName, node);
      }
      case Remove(int parent, String name) -> node(parent).names.remove(name);
      case Write(int node, long offset, byte[] bytes) -> node(node).write(offset, bytes);
      case Attributes(int node, int mode, long seconds, int nanos) ->
          node(node).set(mode, seconds, nanos);
      case Mark(int node, String space) -> node(node).mark = space;
      case DiskOperation.SyncFile _,
          DiskOperation.SyncDirectory _,
          DiskOperation.SyncAll _,
          DiskOperation.Acknowledged _ -> {}
    }
  }

  /// Leaves an operation out; what was made without a name still is.
  void lose(DiskOperation operation) {
    switch (operation) {
      case MakeDirectory made -> nodes.put(made.node(), new DiskNode(DiskNode.Kind.DIRECTORY));
      case CreateFile made -> nodes.put(made.node(), new DiskNode(DiskNode.Kind.FILE));
      case CreateSymlink made -> nodes.put(made.node(), new DiskNode(DiskNode.Kind.SYMLINK));
      default -> {}
    }
  }

  /// Writes the first half.
  void tear(Write write) {
    byte[] half = Arrays.copyOf(write.bytes(), write.bytes().length / 2);
    node(write.node()).write(write.offset(), half);
  }

  private DiskNode add(int parent, String name, int number, DiskNode.Kind kind) {
    DiskNode node = new DiskNode(kind);
    nodes.put(number, node);
    node(parent).names.put(name, number);
    return node;
  }

  /// What can be reached, as text that differs where that does.
  String fingerprint() {
    StringBuilder text = new StringBuilder();
    describe(ROOT, "", text);
    return text.toString();
  }

  private void describe(int number, String path, StringBuilder text) {
    DiskNode node = node(number);
    text.append(path).append('|').append(node.mode).append('|').append(node.mtimeSeconds);
    text.append('|').append(node.mark).append(node.target).append(Arrays.hashCode(node.bytes));
    text.append('#').append(number).append('\n');
    node.names.forEach((name, child) -> describe(child, path + "/" + name, text));
  }
}
