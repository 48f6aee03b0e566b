package holotree.testkit.crash;

import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import holotree.testkit.forward.ForwardingTree;
import holotree.testkit.forward.ForwardingWritableFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Objects;

/// A tree of a [RecordingStrategy]. Thread-safe. Clones are not recorded: none are made.
final class RecordingTree extends ForwardingTree {

  private final Recorder recorder;
  private final DiskLog log;
  private final IdentityHashMap<TreeDirectory, Integer> directories = new IdentityHashMap<>();

  /// Records what is done to `tree`.
  ///
  /// @param root the node of its root
  RecordingTree(SpaceTree tree, Recorder recorder, int root) {
    super(tree);
    this.recorder = recorder;
    this.log = recorder.log();
    directories.put(tree.root(), root);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  private int node(TreeDirectory directory) {
    return Objects.requireNonNull(directories.get(directory), "an unknown directory");
  }

  private int child(TreeDirectory parent, byte[] name) {
    return Objects.requireNonNull(log.now().child(node(parent), text(name)), text(name));
  }

  @Override
  public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
    return recorder.noting(() -> {
      TreeDirectory directory = super.openDirectory(parent, name);
      directories.put(directory, child(parent, name));
      return directory;
    });
  }

  @Override
  public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
    return recorder.noting(() -> {
      TreeDirectory directory = super.makeDirectory(parent, name, mode);
      int node = log.newNode();
      log.add(new DiskOperation.MakeDirectory(node(parent), text(name), node));
      log.see(node, super.stat(directory));
      directories.put(directory, node);
      return directory;
    });
  }

  private FileStat attributes(int node, FileStat stat) {
    log.add(
        new DiskOperation.Attributes(node, stat.mode(), stat.mtimeSeconds(), stat.mtimeNanos()));
    log.see(node, stat);
    return stat;
  }

  @Override
  public FileStat finishDirectory(TreeDirectory directory, int mode, long seconds, int nanos) {
    return recorder.noting(
        () -> attributes(node(directory), super.finishDirectory(directory, mode, seconds, nanos)));
  }

  @Override
  public FileStat setAttributes(
      TreeDirectory parent, byte[] name, int mode, long seconds, int nanos) {
    return recorder.noting(() ->
        attributes(child(parent, name), super.setAttributes(parent, name, mode, seconds, nanos)));
  }

  private int createdFile(TreeDirectory parent, byte[] name) {
    int node = log.newNode();
    log.add(new DiskOperation.CreateFile(node(parent), text(name), node));
    return node;
  }

  @Override
  public FileStat createFile(
      TreeDirectory parent, byte[] name, int mode, long seconds, int nanos, MemorySegment content) {
    return recorder.noting(() -> {
      FileStat stat = super.createFile(parent, name, mode, seconds, nanos, content);
      int node = createdFile(parent, name);
      recorder.wrote(node, 0, content);
      return attributes(node, stat);
    });
  }

  @Override
  public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
    return recorder.noting(
        () -> new Written(super.createFile(parent, name, mode, size), createdFile(parent, name)));
  }

  @Override
  public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
    return recorder.noting(() -> {
      ShareOutcome outcome = super.linkFile(parent, name, source);
      if (outcome instanceof ShareOutcome.Shared(FileStat stat)) {
        int node = Objects.requireNonNull(log.node(stat.inode()), "a link to an unknown inode");
        log.add(new DiskOperation.Link(node(parent), text(name), node));
        log.see(node, stat);
      }
      return outcome;
    });
  }

  @Override
  public FileStat createSymlink(
      TreeDirectory parent, byte[] name, byte[] target, long seconds, int nanos) {
    return recorder.noting(() -> {
      FileStat stat = super.createSymlink(parent, name, target, seconds, nanos);
      int node = log.newNode();
      log.add(new DiskOperation.CreateSymlink(node(parent), text(name), node, text(target)));
      return attributes(node, stat);
    });
  }

  @Override
  public void removeFile(TreeDirectory parent, byte[] name) {
    recorder.noting(() -> {
      super.removeFile(parent, name);
      log.add(new DiskOperation.Remove(node(parent), text(name)));
    });
  }

  @Override
  public void removeDirectory(TreeDirectory parent, byte[] name) {
    recorder.noting(() -> {
      super.removeDirectory(parent, name);
      log.add(new DiskOperation.Remove(node(parent), text(name)));
    });
  }

  @Override
  public Outcome mark(String note) {
    return recorder.noting(() -> {
      Outcome outcome = super.mark(note);
      if (outcome instanceof Outcome.Done) {
        log.add(new DiskOperation.Mark(node(root()), note));
      }
      return outcome;
    });
  }

  @Override
  public Outcome sync() {
    recorder.noting(() -> log.add(new DiskOperation.SyncAll()));
    return Outcome.DONE;
  }

  private final class Written extends ForwardingWritableFile {
    private final int node;

    Written(WritableFile file, int node) {
      super(file);
      this.node = node;
    }

    @Override
    public void write(long offset, MemorySegment content) {
      recorder.noting(() -> {
        super.write(offset, content);
        recorder.wrote(node, offset, content);
      });
    }

    @Override
    public FileStat finish(long mtimeSeconds, int mtimeNanos) {
      return recorder.noting(() -> attributes(node, super.finish(mtimeSeconds, mtimeNanos)));
    }
  }
}
