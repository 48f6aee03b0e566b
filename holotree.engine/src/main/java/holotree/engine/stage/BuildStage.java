package holotree.engine.stage;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import java.nio.file.Path;

/// A stage that a build fills. [#close] removes it, whatever is in it. Not thread-safe.
public final class BuildStage implements AutoCloseable {

  private final Stages stages;
  private final Path path;
  private final StoreLock lock;

  BuildStage(Stages stages, Path path, StoreLock lock) {
    this.stages = stages;
    this.path = path;
    this.lock = lock;
  }

  /// Where it is: absolute, without symbolic links.
  public Path path() {
    return path;
  }

  /// Whether nothing is in it.
  public boolean isEmpty() {
    try (SpaceTree tree = stages.open(path);
        DirectoryCursor cursor = tree.list(tree.root())) {
      return !cursor.next();
    }
  }

  @Override
  public void close() {
    try (lock) {
      stages.remove(path);
    }
  }
}
