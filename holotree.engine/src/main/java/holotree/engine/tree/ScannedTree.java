package holotree.engine.tree;

import holotree.api.CatalogBuilder;
import holotree.api.EntryType;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A tree's names and what the file system said of them, entries numbered as in the catalog that will
/// be built. Written by the scanner, then read by many threads.
public final class ScannedTree {

  private static final int PERMISSIONS = 0777;

  private final SpaceTree tree;
  private final CatalogBuilder catalog = new CatalogBuilder();
  private @Nullable TreeDirectory[] directories = new TreeDirectory[64];
  private long[] inodes = new long[64];
  private long[] ctimeSeconds = new long[64];
  private int[] ctimeNanos = new int[64];

  ScannedTree(SpaceTree tree) {
    this.tree = tree;
  }

  /// The tree that was scanned.
  public SpaceTree tree() {
    return tree;
  }

  /// The columns that the scan filled; contents are still missing.
  public CatalogBuilder catalog() {
    return catalog;
  }

  /// The name of an entry, in an array of the caller's own.
  public byte[] name(int entry) {
    return catalog.name(entry);
  }

  /// The directory that holds an entry.
  public TreeDirectory parent(int entry) {
    return directory(catalog.parent(entry));
  }

  /// Whether a look at a file shows what the scan saw.
  public boolean isUnchanged(int entry, FileStat now) {
    return inodes[entry] == now.inode()
        && catalog.size(entry) == now.size()
        && ctimeSeconds[entry] == now.ctimeSeconds()
        && ctimeNanos[entry] == now.ctimeNanos();
  }

  /// Takes over what a second look at a file showed.
  public void update(int entry, FileStat now) {
    catalog.setFile(
        entry, now.mode() & PERMISSIONS, now.mtimeSeconds(), now.mtimeNanos(), now.size());
    note(entry, now);
  }

  /// The path of an entry below the root, bytes.
  public byte[] path(int entry) {
    byte[] path = catalog.name(entry);
    for (int at = catalog.parent(entry); at != 0; at = catalog.parent(at)) {
      path = TreePath.join(catalog.name(at), path);
    }
    return path;
  }

  int add(int parent, byte[] name, EntryType type, FileStat stat) {
    int permissions = type == EntryType.SYMLINK ? PERMISSIONS : stat.mode() & PERMISSIONS;
    int entry =
        catalog.add(parent, name, type, permissions, stat.mtimeSeconds(), stat.mtimeNanos());
    if (entry == inodes.length) {
      int capacity = entry + (entry >> 1);
      directories = Arrays.copyOf(directories, capacity);
      inodes = Arrays.copyOf(inodes, capacity);
      ctimeSeconds = Arrays.copyOf(ctimeSeconds, capacity);
      ctimeNanos = Arrays.copyOf(ctimeNanos, capacity);
    }
    note(entry, stat);
    return entry;
  }

  void setDirectory(int entry, TreeDirectory directory) {
    directories[entry] = directory;
  }

  TreeDirectory directory(int entry) {
    TreeDirectory directory = directories[entry];
    if (directory == null) {
      throw new IllegalArgumentException("entry " + entry + " is no directory");
    }
    return directory;
  }

  private void note(int entry, FileStat stat) {
    inodes[entry] = stat.inode();
    ctimeSeconds[entry] = stat.ctimeSeconds();
    ctimeNanos[entry] = stat.ctimeNanos();
  }
}
