package holotree.engine.restore;

import holotree.api.fs.FileStat;
import holotree.api.fs.WritableFile;
import java.util.HashMap;
import java.util.Map;

/// The files of several chunks, open while their pieces arrive from several threads. Thread-safe.
final class LargeFiles implements AutoCloseable {

  private final Site site;
  private final Sharing sharing;
  private final Map<Integer, Open> open = new HashMap<>();

  /// @param sharing told of each file that is finished
  LargeFiles(Site site, Sharing sharing) {
    this.site = site;
    this.sharing = sharing;
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
    FileStat stat;
    try (WritableFile file = complete.file) {
      stat = file.finish(site.catalog().mtimeSeconds(entry), site.catalog().mtimeNanos(entry));
    }
    sharing.written(entry, stat);
  }

  private Open make(int entry, long size) {
    return new Open(site.createOpen(entry, size), site.catalog().chunkCount(entry));
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
