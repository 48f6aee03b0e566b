package holotree.engine.restore;

import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.pool.Pool;
import holotree.engine.pool.PoolKind;
import holotree.engine.work.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Adds files to the pool as they are written. Thread-safe.
///
/// A link is made at once. A clone would wait for the file's bytes to reach the disk, so clones wait
/// until everything is written, and are made after one common sync.
final class PoolFilling implements Sharing {

  private final Site site;
  private final Pool pool;
  private final PoolFiles files;
  private final Downgrades downgrades;
  private final AtomicLong room = new AtomicLong();
  private final Queue<Written> later = new ConcurrentLinkedQueue<>();

  PoolFilling(Site site, Pool pool, PoolFiles files, Downgrades downgrades) {
    this.site = site;
    this.pool = pool;
    this.files = files;
    this.downgrades = downgrades;
  }

  /// Asks the pool for room for everything that is still to be placed.
  void begin() {
    long bytes = 0;
    for (int entry = 0; entry < site.catalog().size(); entry++) {
      bytes += files.mayShare(entry) ? site.catalog().size(entry) : 0;
    }
    room.set(pool.reserve(bytes));
  }

  /// Takes room for a file and adds it, now or later. One that the pool cannot have is the space's own.
  @Override
  public void written(int entry, FileStat stat) {
    if (!files.mayShare(entry)) {
      site.placed().copied(entry, stat);
      return;
    }
    long size = site.catalog().size(entry);
    if (room.addAndGet(-size) < 0) {
      room.addAndGet(size);
      downgrade(entry, stat, "the pool is full");
    } else if (pool.kind() == PoolKind.CLONES) {
      later.add(new Written(entry, stat));
    } else {
      add(entry, stat);
    }
  }

  /// Adds what was put off.
  void addRest(Workers workers) {
    if (later.isEmpty()) {
      return;
    }
    site.tree().sync();
    workers.runOnAll(() -> {
      for (Written file = later.poll(); file != null && !workers.stopped(); file = later.poll()) {
        add(file.entry, file.stat);
      }
    });
  }

  /// Gives back the room that was not used.
  void end() {
    pool.giveBack(room.getAndSet(0));
  }

  private void add(int entry, FileStat stat) {
    Span span = Stage.POOL.begin();
    try (ReadableFile file = site.tree().openFile(site.parent(entry), site.catalog().name(entry))) {
      switch (pool.add(site.catalog(), entry, file)) {
        case ShareOutcome.Shared(FileStat shared) ->
            site.placed().shared(entry, pool.kind() == PoolKind.LINKS ? shared : stat, pool.kind());
        case ShareOutcome.NotApplicable(Obstacle obstacle, String reason) -> {
          room.addAndGet(site.catalog().size(entry));
          if (obstacle == Obstacle.NAME_TAKEN) {
            // Someone was faster. The next pass through the pool shares that one.
            site.tree().removeFile(site.parent(entry), site.catalog().name(entry));
          } else {
            downgrade(entry, stat, reason);
          }
        }
      }
    } catch (NoSpaceException | RefusedException failed) {
      room.set(0);
      downgrade(entry, stat, failed.what());
    }
    span.end(1, site.catalog().size(entry));
  }

  private void downgrade(int entry, FileStat stat, String reason) {
    downgrades.add(site.path(entry), reason);
    site.placed().copied(entry, stat);
  }

  private record Written(int entry, FileStat stat) {}
}
