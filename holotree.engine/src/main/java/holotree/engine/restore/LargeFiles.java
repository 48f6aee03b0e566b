package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.WritableFile;
import java.util.HashMap;
import java.util.Map;

/// The files of several chunks, open while their pieces arrive from several threads. Thread-safe.
final class LargeFiles implements AutoCloseable {

  private final Catalog catalog;
  private final SpaceTree tree;
  private final Directories directories;
  private final PlacedEntries placed;
  private final Map<Integer, Open> open = new HashMap<>();

  LargeFiles(Catalog catalog, SpaceTree tree, Directories directories, PlacedEntries placed) {
    this.catalog = catalog;
    this.tree = tree;
    this.directories = directories;
    this.placed = placed;
  }

  /// The file `entry`, made if this is its first piece.
  ///
  /// @param size the length it will have, bytes
  WritableFile file(int entry, long size) {
    synchronized (open) {
      return open.computeIfAbsent(entry, key -> make(entry, size)).file;
    }
  }

  /// Notes that a piece was written; after the last one the file is finished and closed.
  void pieceDone(int entry) {
    Open complete;
    synchronized (open) {
      Open each = open.get(entry);
      if (each == null || --each.missing > 0) {
        return;
      }
      complete = each;
      open.remove(entry);
    }
    try (WritableFile file = complete.file) {
      placed.copied(entry, file.finish(catalog.mtimeSeconds(entry), catalog.mtimeNanos(entry)));
    }
  }

  private Open make(int entry, long size) {
    return new Open(
        tree.createFile(
            directories.get(catalog.parent(entry)), catalog.name(entry), catalog.mode(entry), size),
        catalog.chunkCount(entry));
  }

  /// Closes what a failure kept from being finished.
  @Override
  public void close() {
    synchronized (open) {
      open.values().forEach(each -> each.file.close());
      open.clear();
    }
  }

  private static final class Open {
    final WritableFile file;
    int missing;

    Open(WritableFile file, int missing) {
      this.file = file;
      this.missing = missing;
    }
  }
}
