package holotree.engine.tree;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.PlainText;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// Reads the names of a tree in tree order. Symlinks are read, never followed.
public final class TreeScanner {

  private static final int SPECIAL_BITS = 07000;
  private static final int SHOWN_CHARACTERS = 200;

  // A file without a single block is all hole; file systems keep shorter ones inside the inode.
  // Partly allocated files are not told apart from those that a file system compresses.
  private static final long MAX_INLINE = 64 << 10;

  private final Predicate<byte[]> excluded;
  private final Notices<ScanNotice> notices;
  private final ProgressListener progress;

  /// A scanner.
  ///
  /// @param excluded whether the entry at a path below the root is left out, with all below it
  /// @param notices gets what a catalog cannot hold
  /// @param progress hears how the scan gets on
  public TreeScanner(
      Predicate<byte[]> excluded, Notices<ScanNotice> notices, ProgressListener progress) {
    this.excluded = excluded;
    this.notices = notices;
    this.progress = progress;
  }

  /// Scans a tree.
  ///
  /// @throws UnsafeException naming the socket, device or FIFO that cannot be recorded
  /// @throws InterruptedOperationException if the thread is interrupted meanwhile
  public ScannedTree scan(SpaceTree tree) {
    progress.began(Activity.SCAN, ProgressListener.UNKNOWN, ProgressListener.UNKNOWN);
    ScannedTree scanned = new ScannedTree(tree);
    FileStat root = tree.stat(tree.root());
    scanned.add(0, new byte[0], EntryType.DIRECTORY, root);
    noteSpecialBits(root, new byte[0]);
    scanned.setDirectory(0, tree.root());
    Deque<Listing> open = new ArrayDeque<>();
    ScanPath path = new ScanPath();
    open.push(list(tree, 0, path, tree.root()));
    while (!open.isEmpty()) {
      Listing listing = open.getFirst();
      if (listing.next == listing.children.size()) {
        open.pop();
        continue;
      }
      Child child = listing.children.get(listing.next++);
      path.enter(listing.pathLength, child.name);
      int entry = add(scanned, listing, child, path.toBytes());
      if (entry >= 0 && child.stat.kind() == EntryKind.DIRECTORY) {
        if (open.size() == Catalog.MAX_DEPTH) {
          throw tooDeep(path.toBytes());
        }
        TreeDirectory directory = tree.openDirectory(listing.directory, child.name);
        scanned.setDirectory(entry, directory);
        open.push(list(tree, entry, path, directory));
      }
    }
    return scanned;
  }

  // Before it is listed: a tree may be deeper than there is memory for its paths.
  private static UnsafeException tooDeep(byte[] path) {
    String text = PlainText.of(path);
    return new UnsafeException(
        "\"" + text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)) + "...\" in the stage",
        "at most " + Catalog.MAX_DEPTH + " levels",
        "Have the tree made without what lies so deep; `holotree record` can leave it out with"
            + " `--exclude`.");
  }

  private Listing list(SpaceTree tree, int entry, ScanPath path, TreeDirectory directory) {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException("scan");
    }
    List<Child> children = new ArrayList<>();
    try (DirectoryCursor cursor = tree.list(directory)) {
      while (cursor.next()) {
        children.add(new Child(cursor.name(), cursor.stat()));
      }
    }
    children.sort(Comparator.comparing(child -> child.name, Arrays::compareUnsigned));
    progress.advanced(children.size(), 0);
    return new Listing(entry, path.length(), directory, children);
  }

  private int add(ScannedTree scanned, Listing listing, Child child, byte[] path) {
    if (excluded.test(path)) {
      return -1;
    }
    FileStat stat = child.stat;
    return switch (stat.kind()) {
      case DIRECTORY -> {
        noteSpecialBits(stat, path);
        yield scanned.add(listing.entry, child.name, EntryType.DIRECTORY, stat);
      }
      case FILE -> {
        noteSpecialBits(stat, path);
        noteFile(stat, path);
        int entry = scanned.add(listing.entry, child.name, EntryType.FILE, stat);
        scanned.catalog().setSize(entry, stat.size());
        yield entry;
      }
      case SYMLINK -> {
        int entry = scanned.add(listing.entry, child.name, EntryType.SYMLINK, stat);
        byte[] target = scanned.tree().readSymlink(listing.directory, child.name);
        scanned.catalog().setTarget(entry, target);
        yield entry;
      }
      case OTHER ->
          throw new UnsafeException(
              "\"" + PlainText.of(path) + "\" in the stage",
              "a socket, device or FIFO cannot be recorded",
              "Have the tree made without it; `holotree record` can leave it out with `--exclude`.");
    };
  }

  private void noteSpecialBits(FileStat stat, byte[] path) {
    if ((stat.mode() & SPECIAL_BITS) != 0) {
      notices.add(ScanNotice.SPECIAL_MODE_DROPPED, path);
    }
  }

  private void noteFile(FileStat stat, byte[] path) {
    if (stat.links() > 1) {
      notices.add(ScanNotice.HARD_LINKS_SPLIT, path);
    }
    if (stat.allocated() == 0 && stat.size() > MAX_INLINE) {
      notices.add(ScanNotice.HOLES_FILLED, path);
    }
  }

  private record Child(byte[] name, FileStat stat) {}

  private static final class Listing {
    final int entry;
    final int pathLength;
    final TreeDirectory directory;
    final List<Child> children;
    int next;

    Listing(int entry, int pathLength, TreeDirectory directory, List<Child> children) {
      this.entry = entry;
      this.pathLength = pathLength;
      this.directory = directory;
      this.children = children;
    }
  }
}
