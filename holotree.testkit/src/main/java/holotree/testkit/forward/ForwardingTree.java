package holotree.testkit.forward;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Does what another tree does. Its directories, files and cursors are the other's own.
public class ForwardingTree implements SpaceTree {

  private final SpaceTree tree;

  /// Does what `tree` does, and closes it with itself.
  public ForwardingTree(SpaceTree tree) {
    this.tree = tree;
  }

  @Override
  public TreeDirectory root() {
    return tree.root();
  }

  @Override
  public KeptAttributes keptAttributes() {
    return tree.keptAttributes();
  }

  @Override
  public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
    return tree.openDirectory(parent, name);
  }

  @Override
  public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
    return tree.makeDirectory(parent, name, mode);
  }

  @Override
  public FileStat finishDirectory(
      TreeDirectory directory, int mode, long mtimeSeconds, int mtimeNanos) {
    return tree.finishDirectory(directory, mode, mtimeSeconds, mtimeNanos);
  }

  @Override
  public FileStat setAttributes(
      TreeDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos) {
    return tree.setAttributes(parent, name, mode, mtimeSeconds, mtimeNanos);
  }

  @Override
  public FileStat createFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content) {
    return tree.createFile(parent, name, mode, mtimeSeconds, mtimeNanos, content);
  }

  @Override
  public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
    return tree.createFile(parent, name, mode, size);
  }

  @Override
  public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
    return tree.linkFile(parent, name, ForwardingStoredFile.unwrapped(source));
  }

  @Override
  public ShareOutcome cloneFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      StoredFile source) {
    return tree.cloneFile(
        parent, name, mode, mtimeSeconds, mtimeNanos, ForwardingStoredFile.unwrapped(source));
  }

  @Override
  public ReadableFile openFile(TreeDirectory parent, byte[] name) {
    return tree.openFile(parent, name);
  }

  @Override
  public FileStat createSymlink(
      TreeDirectory parent, byte[] name, byte[] target, long mtimeSeconds, int mtimeNanos) {
    return tree.createSymlink(parent, name, target, mtimeSeconds, mtimeNanos);
  }

  @Override
  public byte[] readSymlink(TreeDirectory parent, byte[] name) {
    return tree.readSymlink(parent, name);
  }

  @Override
  public @Nullable FileStat stat(TreeDirectory parent, byte[] name) {
    return tree.stat(parent, name);
  }

  @Override
  public FileStat stat(TreeDirectory directory) {
    return tree.stat(directory);
  }

  @Override
  public DirectoryCursor list(TreeDirectory directory) {
    return tree.list(directory);
  }

  @Override
  public void removeFile(TreeDirectory parent, byte[] name) {
    tree.removeFile(parent, name);
  }

  @Override
  public void removeDirectory(TreeDirectory parent, byte[] name) {
    tree.removeDirectory(parent, name);
  }

  @Override
  public Outcome mark(String note) {
    return tree.mark(note);
  }

  @Override
  public Outcome sync() {
    return tree.sync();
  }

  @Override
  public @Nullable String readMark() {
    return tree.readMark();
  }

  @Override
  public void close() {
    tree.close();
  }
}
