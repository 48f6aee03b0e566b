package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closes handles, and does what waited for that. Thread-safe.
final class Closer {

  private final Machine machine;
  private final Conditions conditions;
  private final VirusChecker virusChecker;
  private final Indexer indexer;

  Closer(Machine machine, Conditions conditions, VirusChecker virusChecker, Indexer indexer) {
    this.machine = machine;
    this.conditions = conditions;
    this.virusChecker = virusChecker;
    this.indexer = indexer;
  }

  void close(OpenFile file) throws WindowsRefusal, IOException {
    machine.locked(() ->
        file.node().pending().isEmpty() ? closed(file) : machine.changing(() -> closed(file)));
  }

  private boolean closed(OpenFile file) throws IOException {
    Node node = file.node();
    machine.locks().closed(file);
    if (file.isDeleting() && file.isStream()) {
      removeStream(file);
    }
    file.close();
    machine.closed(file);
    for (Path path : due(file)) {
      node.pending().remove(path);
      conditions.giveBack(machine.remove(node, path));
    }
    if (!node.isDeleted() && node.pending().isEmpty()) {
      look(file, node);
    }
    return true;
  }

  private void removeStream(OpenFile file) throws IOException {
    Path path = machine.whereabouts().path(file);
    if (path != null) {
      Streams.remove(path, file.stream());
    }
  }

  private static List<Path> due(OpenFile file) {
    if (file.isDeleting() && !file.isStream() && file.deletesAtOnce()) {
      return List.of(file.path());
    }
    return file.node().open().isEmpty() ? new ArrayList<>(file.node().pending()) : List.of();
  }

  private void look(OpenFile file, Node node) {
    open(node, file.isWritten() ? virusChecker.hold(file.path()) : null);
    open(node, file.isCreated() ? indexer.hold(file.path()) : null);
  }

  private void open(Node node, @Nullable Hold hold) {
    if (hold != null && !node.conflicts(Numbers.READ_DATA, hold.share(), "")) {
      machine.hold(node, hold);
    }
  }
}
