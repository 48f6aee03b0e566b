package holotree.testkit.crash;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.SpaceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what is below a directory into a model.
final class DiskReader {

  private final FileSystemStrategy strategy;
  private final Path root;
  private int next = DiskModel.ROOT + 1;

  DiskReader(FileSystemStrategy strategy, Path root) {
    this.strategy = strategy;
    this.root = root;
  }

  /// Reads everything below the root.
  ///
  /// @return the first number that no node has
  int read(DiskModel model) {
    try {
      fill(model, DiskModel.ROOT, root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return next;
  }

  private void fill(DiskModel model, int directory, Path path) throws IOException {
    describe(model.node(directory), strategy.stat(path));
    try (SpaceTree tree = strategy.openTree(path)) {
      model.node(directory).mark = Objects.requireNonNullElse(tree.readMark(), "");
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
      for (Path child : children) {
        String name = String.valueOf(child.getFileName());
        FileStat stat = strategy.stat(child);
        int node = next++;
        if (stat != null && stat.kind() == EntryKind.DIRECTORY) {
          model.apply(new DiskOperation.MakeDirectory(directory, name, node));
          fill(model, node, child);
        } else if (Files.isSymbolicLink(child)) {
          String target = Files.readSymbolicLink(child).toString();
          model.apply(new DiskOperation.CreateSymlink(directory, name, node, target));
          describe(model.node(node), stat);
        } else {
          model.apply(new DiskOperation.CreateFile(directory, name, node));
          model.apply(new DiskOperation.Write(node, 0, Files.readAllBytes(child)));
          describe(model.node(node), stat);
        }
      }
    }
  }

  private static void describe(DiskNode node, @Nullable FileStat stat) {
    if (stat != null) {
      node.set(stat.mode(), stat.mtimeSeconds(), stat.mtimeNanos());
      node.original = stat;
    }
  }
}
