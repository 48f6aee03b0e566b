package holotree.testkit.fault;

import holotree.api.fs.Capabilities;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Outcome;
import holotree.api.fs.Probe;
import holotree.api.fs.Sharing;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeOutcome;
import holotree.testkit.forward.ForwardingProbe;
import holotree.testkit.forward.ForwardingStrategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Does what another strategy does, fails where its [#faults] say so, and knows what is open.
/// Thread-safe.
///
/// A call that fails changes nothing; a temporary that could not be published is discarded, as promised.
/// Nor is a temporary removed whose removal fails: it stays on the disk until somebody sweeps it. What
/// the promises call an answer is one: another file system, too many links, no permission beside a
/// target.
public class FailingStrategy extends ForwardingStrategy {

  private final Faults faults = new Faults();
  private final OpenThings open = new OpenThings();
  private final StrandedTemporaries stranded = new StrandedTemporaries();

  /// Does what `strategy` does as long as nothing is to fail.
  public FailingStrategy(FileSystemStrategy strategy) {
    super(strategy);
  }

  /// Decides what fails.
  public Faults faults() {
    return faults;
  }

  /// What was opened and is not closed, such as `file packs/aa/x`: sorted, empty if nothing leaks.
  public List<String> open() {
    return open.list();
  }

  /// The temporaries that are still on the disk because their removal failed, or were when that was tried.
  public List<String> strandedTemporaries() {
    return stranded.list();
  }

  /// Lets go of what a process that ended would have let go of: the files behind stranded temporaries.
  public void endProcess() {
    stranded.letGo();
  }

  @Override
  public Probe probe() {
    return new ForwardingProbe(super.probe()) {
      @Override
      public Capabilities measure(Path directory) {
        faults.pass(Operation.MEASURE, directory);
        return super.measure(directory);
      }

      @Override
      public Sharing measureSharing(Path source, Path target) {
        faults.pass(Operation.MEASURE_SHARING, target);
        return super.measureSharing(source, target);
      }
    };
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return new FailingStore(
        super.store(root, durability), root, durability, faults, open, stranded);
  }

  @Override
  public SpaceTree openTree(Path root) {
    faults.pass(Operation.OPEN_TREE, root);
    return new FailingTree(super.openTree(root), root, faults, open);
  }

  @Override
  public Path resolve(Path path) {
    faults.pass(Operation.RESOLVE, path);
    return super.resolve(path);
  }

  @Override
  public void makeDirectories(Path path) {
    faults.pass(Operation.MAKE_DIRECTORIES, path);
    super.makeDirectories(path);
  }

  @Override
  public TreeOutcome createTree(Path root) {
    DiskError error = faults.meet(Operation.CREATE_TREE);
    if (error == DiskError.EACCES || error == DiskError.EROFS) {
      return new TreeOutcome.NotApplicable(error.reason());
    }
    if (error != null) {
      throw faults.failure(error, Operation.CREATE_TREE, root);
    }
    return switch (super.createTree(root)) {
      case TreeOutcome.Created(SpaceTree tree) ->
          new TreeOutcome.Created(new FailingTree(tree, root, faults, open));
      case TreeOutcome.NotApplicable no -> no;
    };
  }

  @Override
  public Outcome renameTree(Path from, Path to) {
    DiskError error = faults.meet(Operation.RENAME_TREE);
    if (error == DiskError.EXDEV || error == DiskError.EACCES) {
      return new Outcome.NotApplicable(error.reason());
    }
    if (error != null) {
      throw faults.failure(error, Operation.RENAME_TREE, from);
    }
    return super.renameTree(from, to);
  }

  @Override
  public Outcome removeEmptyDirectory(Path path) {
    DiskError error = faults.meet(Operation.REMOVE_EMPTY_DIRECTORY);
    if (error == DiskError.EACCES || error == DiskError.EROFS) {
      return new Outcome.NotApplicable(error.reason());
    }
    if (error != null) {
      throw faults.failure(error, Operation.REMOVE_EMPTY_DIRECTORY, path);
    }
    return super.removeEmptyDirectory(path);
  }

  @Override
  public FreeSpace free(Path path) {
    faults.pass(Operation.FREE, path);
    return super.free(path);
  }

  @Override
  public @Nullable FileStat stat(Path path) {
    faults.pass(Operation.STAT_PATH, path);
    return super.stat(path);
  }

  @Override
  public Outcome become(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Inheritance inherited,
      List<StoreLock> kept) {
    faults.pass(Operation.BECOME, program);
    return super.become(program, arguments, environment, inherited, kept);
  }
}
