package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.error.InterruptedOperationException;
import holotree.api.fs.StoredFile;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.format.Hasher;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.work.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Places everything that the pool has, directory by directory, before anything is fetched. Large files
/// come first, digested piece by piece on all threads, so that none of them is left to one thread at the
/// end.
final class PoolPass {

  private static final int ENTRIES_AT_ONCE = 128;

  private final Site site;
  private final PoolFiles files;
  private final SlabPool slabs;
  private final Workers workers;
  private final List<LargeFile> large = new ArrayList<>();
  private final AtomicInteger nextPiece = new AtomicInteger();
  private final AtomicInteger nextEntry = new AtomicInteger();
  private int pieces;

  PoolPass(Site site, PoolFiles files, SlabPool slabs, Workers workers) {
    this.site = site;
    this.files = files;
    this.slabs = slabs;
    this.workers = workers;
  }

  /// Places what it can.
  void run() {
    Catalog catalog = site.catalog();
    for (int entry = 0; entry < catalog.size(); entry++) {
      if (files.mayShare(entry) && catalog.chunkCount(entry) > 1) {
        large.add(new LargeFile(entry, pieces, catalog.chunkCount(entry)));
        pieces += catalog.chunkCount(entry);
      }
    }
    try {
      workers.runOnAll(this::work);
    } finally {
      large.forEach(LargeFile::close);
    }
  }

  private void work() {
    Hasher hasher = new Hasher();
    try {
      placeLarge(hasher);
      placeSmall(hasher);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException("restore");
    }
  }

  private void placeLarge(Hasher hasher) throws InterruptedException {
    int at = 0;
    for (int piece = nextPiece.getAndIncrement();
        piece < pieces && !workers.stopped();
        piece = nextPiece.getAndIncrement()) {
      while (piece >= large.get(at).firstPiece + large.get(at).pieces) {
        at++;
      }
      LargeFile file = large.get(at);
      check(file, piece - file.firstPiece, hasher);
    }
  }

  private void check(LargeFile file, int piece, Hasher hasher) throws InterruptedException {
    StoredFile source = file.open(files);
    if (source != null) {
      int length = site.catalog().chunkLength(file.entry, piece);
      Span span = Stage.SHARE.begin();
      Slab slab = slabs.acquire(length);
      try {
        if (!files.holds(source, file.entry, piece, slab.bytes().asSlice(0, length), hasher)) {
          file.bad = true;
        }
      } finally {
        slabs.release(slab);
        span.end(piece == 0 ? 1 : 0, length);
      }
    }
    if (file.checked.incrementAndGet() == file.pieces) {
      if (source != null && !file.bad) {
        files.share(source, file.entry);
      }
      file.close();
    }
  }

  private void placeSmall(Hasher hasher) throws InterruptedException {
    Slab slab = slabs.acquire(Slab.SMALL_PLAIN);
    try {
      for (int from = nextEntry.getAndAdd(ENTRIES_AT_ONCE);
          from < site.catalog().size() && !workers.stopped();
          from = nextEntry.getAndAdd(ENTRIES_AT_ONCE)) {
        placeBatch(from, Math.min(site.catalog().size(), from + ENTRIES_AT_ONCE), slab, hasher);
      }
    } finally {
      slabs.release(slab);
    }
  }

  private void placeBatch(int from, int to, Slab slab, Hasher hasher) throws InterruptedException {
    Span span = Stage.SHARE.begin();
    long count = 0;
    long bytes = 0;
    for (int entry = from; entry < to && !workers.stopped(); entry++) {
      if (files.mayShare(entry)
          && site.catalog().chunkCount(entry) == 1
          && placeSmall(entry, slab, hasher)) {
        count++;
        bytes += site.catalog().size(entry);
      }
    }
    span.end(count, bytes);
  }

  // The budget has room for a slab of each size for every thread, so that nobody waits for himself.
  private boolean placeSmall(int entry, Slab slab, Hasher hasher) throws InterruptedException {
    int length = (int) site.catalog().size(entry);
    if (length <= slab.bytes().byteSize()) {
      return files.place(entry, slab.bytes().asSlice(0, length), hasher);
    }
    Slab larger = slabs.acquire(length);
    try {
      return files.place(entry, larger.bytes().asSlice(0, length), hasher);
    } finally {
      slabs.release(larger);
    }
  }

  /// A file of several chunks, opened by the first thread that comes to it and shared by the last.
  private static final class LargeFile {
    final int entry;
    final int firstPiece;
    final int pieces;
    final AtomicInteger checked = new AtomicInteger();
    volatile boolean bad;
    private boolean opened;
    private @Nullable StoredFile source;

    LargeFile(int entry, int firstPiece, int pieces) {
      this.entry = entry;
      this.firstPiece = firstPiece;
      this.pieces = pieces;
    }

    synchronized @Nullable StoredFile open(PoolFiles files) {
      if (!opened) {
        opened = true;
        source = files.open(entry);
      }
      return source;
    }

    synchronized void close() {
      if (source != null) {
        source.close();
      }
    }
  }
}
