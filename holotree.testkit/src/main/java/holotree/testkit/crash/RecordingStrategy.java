package holotree.testkit.crash;

import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeOutcome;
import holotree.testkit.forward.DisguisedStrategy;
import holotree.testkit.forward.ForwardingStrategy;
import java.nio.file.Path;

/// Does what another strategy does, and logs what it does below one directory as what a disk does then.
/// Thread-safe.
///
/// What the promises of a durable store call durable is logged as synced: the bytes, then the name and the
/// directories above it. That the strategy really syncs that is for other tests. `SpaceTree.sync` is logged
/// as a sync of everything, and answered as done, also where the other strategy has no call for it.
///
/// Restarted disks hold other inodes than the one that was recorded. So that states of spaces still find
/// their trees, what was recorded keeps its numbers there: they are moved out of the way of all others, by
/// [#numbered], which makes the strategy to set up with, and to record.
public final class RecordingStrategy extends ForwardingStrategy {

  private static final long OUT_OF_THE_WAY = 1L << 40;

  private final Path root;
  private final DiskLog log;
  private final Recorder recorder;

  /// Records from now on.
  ///
  /// @param strategy as [#numbered] makes it
  /// @param root absolute, every symbolic link resolved; what is there now is on the disk
  public RecordingStrategy(FileSystemStrategy strategy, Path root) {
    super(strategy);
    this.root = root;
    DiskModel base = new DiskModel();
    this.log = new DiskLog(base, new DiskReader(strategy, root).read(base));
    this.recorder = new Recorder(log, strategy, root);
  }

  /// Does what `strategy` does, with inode numbers that no restarted disk gives to new files.
  public static FileSystemStrategy numbered(FileSystemStrategy strategy) {
    return new DisguisedStrategy(
        strategy,
        stat ->
            DisguisedStrategy.withIdentity(
                stat,
                stat.device(),
                stat.inode() + OUT_OF_THE_WAY,
                stat.ctimeSeconds(),
                stat.ctimeNanos()));
  }

  /// Notes that somebody was told that something is done: in every state after this it must be.
  public void acknowledge(String what) {
    recorder.noting(() -> log.add(new DiskOperation.Acknowledged(what)));
  }

  /// What a loss of power may have left.
  public CrashStates states() {
    return new CrashStates(log);
  }

  @Override
  public LibraryStore store(Path path, Durability durability) {
    LibraryStore store = super.store(path, durability);
    return path.startsWith(root)
        ? new RecordingStore(store, path, durability == Durability.DURABLE, recorder)
        : store;
  }

  @Override
  public SpaceTree openTree(Path path) {
    SpaceTree tree = super.openTree(path);
    return path.startsWith(root) ? new RecordingTree(tree, recorder, recorder.node(path)) : tree;
  }

  @Override
  public TreeOutcome createTree(Path path) {
    if (!path.startsWith(root)) {
      return super.createTree(path);
    }
    return recorder.noting(() -> {
      TreeOutcome outcome = super.createTree(path);
      return outcome instanceof TreeOutcome.Created(SpaceTree tree)
          ? new TreeOutcome.Created(new RecordingTree(tree, recorder, recorder.found(path)))
          : outcome;
    });
  }

  @Override
  public void makeDirectories(Path path) {
    recorder.noting(() -> {
      super.makeDirectories(path);
      if (path.startsWith(root)) {
        recorder.found(path);
      }
    });
  }

  @Override
  public Outcome renameTree(Path from, Path to) {
    return recorder.noting(() -> {
      Outcome outcome = super.renameTree(from, to);
      if (outcome instanceof Outcome.Done && from.startsWith(root)) {
        recorder.renamed(from, to);
      }
      return outcome;
    });
  }

  @Override
  public Outcome removeEmptyDirectory(Path path) {
    return recorder.noting(() -> {
      Outcome outcome = super.removeEmptyDirectory(path);
      if (outcome instanceof Outcome.Done && path.startsWith(root)) {
        recorder.removed(path);
      }
      return outcome;
    });
  }
}
