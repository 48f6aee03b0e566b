package holotree.testkit.crash;

import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.SpaceTree;
import holotree.testkit.forward.DisguisedStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a model to a directory, and has its files look as those did that it is a model of.
final class Restart {

  private final DiskModel model;
  private final Path root;
  private final FileSystemStrategy strategy;
  private final Map<Integer, Path> written = new HashMap<>();
  private final Map<Long, Look> looks = new HashMap<>();

  /// How a file looks while nobody has changed it.
  private record Look(FileStat real, FileStat original) {}

  Restart(DiskModel model, Path root, FileSystemStrategy strategy) {
    this.model = model;
    this.root = root;
    this.strategy = strategy;
  }

  FileSystemStrategy run() throws IOException {
    fill(DiskModel.ROOT, root);
    for (Map.Entry<Integer, Path> file : written.entrySet()) {
      FileStat original = model.node(file.getKey()).original;
      FileStat real = strategy.stat(file.getValue());
      if (original != null && real != null) {
        looks.put(real.inode(), new Look(real, original));
      }
    }
    String boot = strategy.bootId() + "-restarted";
    return new DisguisedStrategy(strategy, this::disguised) {
      @Override
      public String bootId() {
        return boot;
      }
    };
  }

  private FileStat disguised(FileStat stat) {
    Look look = looks.get(stat.inode());
    if (look == null) {
      return stat;
    }
    FileStat original = look.original();
    boolean unchanged =
        stat.ctimeSeconds() == look.real().ctimeSeconds()
            && stat.ctimeNanos() == look.real().ctimeNanos();
    FileStat time = unchanged ? original : stat;
    return DisguisedStrategy.withIdentity(
        stat, original.device(), original.inode(), time.ctimeSeconds(), time.ctimeNanos());
  }

  private void fill(int directory, Path path) throws IOException {
    for (Map.Entry<String, Integer> child : model.node(directory).names.entrySet()) {
      write(child.getValue(), path.resolve(child.getKey()));
    }
    if (!model.node(directory).mark.isEmpty()) {
      try (SpaceTree tree = strategy.openTree(path)) {
        tree.mark(model.node(directory).mark);
      }
    }
    finish(directory, path);
  }

  private void write(int number, Path path) throws IOException {
    DiskNode node = model.node(number);
    @Nullable Path same = written.get(number);
    switch (node.kind) {
      case DIRECTORY -> {
        Files.createDirectory(path);
        fill(number, path);
      }
      case FILE -> {
        if (same == null) {
          Files.write(path, node.bytes);
          finish(number, path);
        } else {
          Files.createLink(path, same);
        }
      }
      case SYMLINK -> {
        // A lost one may have lost where it leads, too.
        String target = node.target.isEmpty() ? "lost" : node.target;
        Files.createSymbolicLink(path, Path.of(target));
        finish(number, path);
      }
    }
  }

  private void finish(int number, Path path) throws IOException {
    DiskNode node = model.node(number);
    written.put(number, path);
    Path parent = path.getParent();
    if (number == DiskModel.ROOT || parent == null || !node.timed) {
      return;
    }
    if (node.kind == DiskNode.Kind.SYMLINK) {
      try (SpaceTree tree = strategy.openTree(parent)) {
        tree.setAttributes(
            tree.root(),
            Recorder.name(path).getBytes(StandardCharsets.UTF_8),
            node.mode,
            node.mtimeSeconds,
            node.mtimeNanos);
      }
      return;
    }
    Files.setAttribute(path, "unix:mode", node.mode, LinkOption.NOFOLLOW_LINKS);
    Files.setLastModifiedTime(
        path, FileTime.from(Instant.ofEpochSecond(node.mtimeSeconds, node.mtimeNanos)));
  }
}
