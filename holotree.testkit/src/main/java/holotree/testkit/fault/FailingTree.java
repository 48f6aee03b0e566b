package holotree.testkit.fault;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import holotree.testkit.forward.ForwardingCursor;
import holotree.testkit.forward.ForwardingReadableFile;
import holotree.testkit.forward.ForwardingTree;
import holotree.testkit.forward.ForwardingWritableFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A tree of a [FailingStrategy]. Thread-safe.
final class FailingTree extends ForwardingTree {

  private final Path path;
  private final Faults faults;
  private final OpenThings open;

  FailingTree(SpaceTree tree, Path path, Faults faults, OpenThings open) {
    super(tree);
    this.path = path;
    this.faults = faults;
    this.open = open;
    open.opened(this, "tree " + path);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  @Override
  public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
    faults.pass(Operation.OPEN_DIRECTORY, text(name));
    return super.openDirectory(parent, name);
  }

  @Override
  public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
    faults.pass(Operation.MAKE_DIRECTORY, text(name));
    return super.makeDirectory(parent, name, mode);
  }

  @Override
  public FileStat finishDirectory(
      TreeDirectory directory, int mode, long mtimeSeconds, int mtimeNanos) {
    faults.pass(Operation.FINISH_DIRECTORY, path);
    return super.finishDirectory(directory, mode, mtimeSeconds, mtimeNanos);
  }

  @Override
  public FileStat setAttributes(
      TreeDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos) {
    faults.pass(Operation.SET_ATTRIBUTES, text(name));
    return super.setAttributes(parent, name, mode, mtimeSeconds, mtimeNanos);
  }

  @Override
  public FileStat createFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content) {
    faults.pass(Operation.CREATE_WHOLE_FILE, text(name));
    return super.createFile(parent, name, mode, mtimeSeconds, mtimeNanos, content);
  }

  @Override
  public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
    faults.pass(Operation.CREATE_FILE, text(name));
    return new Written(super.createFile(parent, name, mode, size), text(name));
  }

  @Override
  public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
    ShareOutcome.NotApplicable obstacle = Obstacles.ofLink(faults, Operation.LINK_FILE, text(name));
    return obstacle == null ? super.linkFile(parent, name, source) : obstacle;
  }

  @Override
  public ShareOutcome cloneFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      StoredFile source) {
    ShareOutcome.NotApplicable obstacle =
        Obstacles.ofClone(faults, Operation.CLONE_FILE, text(name));
    return obstacle == null
        ? super.cloneFile(parent, name, mode, mtimeSeconds, mtimeNanos, source)
        : obstacle;
  }

  @Override
  public ReadableFile openFile(TreeDirectory parent, byte[] name) {
    faults.pass(Operation.OPEN_FILE, text(name));
    return new Opened(super.openFile(parent, name), text(name));
  }

  @Override
  public FileStat createSymlink(
      TreeDirectory parent, byte[] name, byte[] target, long mtimeSeconds, int mtimeNanos) {
    faults.pass(Operation.CREATE_SYMLINK, text(name));
    return super.createSymlink(parent, name, target, mtimeSeconds, mtimeNanos);
  }

  @Override
  public byte[] readSymlink(TreeDirectory parent, byte[] name) {
    faults.pass(Operation.READ_SYMLINK, text(name));
    return super.readSymlink(parent, name);
  }

  @Override
  public @Nullable FileStat stat(TreeDirectory parent, byte[] name) {
    faults.pass(Operation.STAT_ENTRY, text(name));
    return super.stat(parent, name);
  }

  @Override
  public FileStat stat(TreeDirectory directory) {
    faults.pass(Operation.STAT_DIRECTORY, path);
    return super.stat(directory);
  }

  @Override
  public DirectoryCursor list(TreeDirectory directory) {
    faults.pass(Operation.LIST_DIRECTORY, path);
    return new Listed(super.list(directory));
  }

  @Override
  public void removeFile(TreeDirectory parent, byte[] name) {
    faults.pass(Operation.REMOVE_FILE, text(name));
    super.removeFile(parent, name);
  }

  @Override
  public void removeDirectory(TreeDirectory parent, byte[] name) {
    faults.pass(Operation.REMOVE_DIRECTORY, text(name));
    super.removeDirectory(parent, name);
  }

  @Override
  public Outcome sync() {
    faults.pass(Operation.SYNC, path);
    return super.sync();
  }

  @Override
  public Outcome mark(String note) {
    faults.pass(Operation.MARK, path);
    return super.mark(note);
  }

  @Override
  public @Nullable String readMark() {
    faults.pass(Operation.READ_MARK, path);
    return super.readMark();
  }

  @Override
  public void close() {
    open.closed(this);
    super.close();
  }

  private final class Written extends ForwardingWritableFile {

    Written(WritableFile file, String name) {
      super(file);
      open.opened(this, "new file " + name);
    }

    @Override
    public void write(long offset, MemorySegment content) {
      faults.pass(Operation.WRITE_FILE, path);
      super.write(offset, content);
    }

    @Override
    public FileStat finish(long mtimeSeconds, int mtimeNanos) {
      faults.pass(Operation.FINISH_FILE, path);
      return super.finish(mtimeSeconds, mtimeNanos);
    }

    @Override
    public void close() {
      open.closed(this);
      super.close();
    }
  }

  private final class Opened extends ForwardingReadableFile {

    Opened(ReadableFile file, String name) {
      super(file);
      open.opened(this, "file " + name);
    }

    @Override
    public FileStat stat() {
      faults.pass(Operation.STAT_OPEN_FILE, path);
      return super.stat();
    }

    @Override
    public long read(long offset, MemorySegment into) {
      faults.pass(Operation.READ_FILE, path);
      return super.read(offset, into);
    }

    @Override
    public void close() {
      open.closed(this);
      super.close();
    }
  }

  private final class Listed extends ForwardingCursor {

    Listed(DirectoryCursor cursor) {
      super(cursor);
      open.opened(this, "listing in " + path);
    }

    @Override
    public boolean next() {
      faults.pass(Operation.NEXT_ENTRY, path);
      return super.next();
    }

    @Override
    public FileStat stat() {
      faults.pass(Operation.STAT_NEXT_ENTRY, path);
      return super.stat();
    }

    @Override
    public void close() {
      open.closed(this);
      super.close();
    }
  }
}
