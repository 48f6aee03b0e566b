package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.error.CorruptException;
import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoredFile;
import holotree.engine.format.Hasher;
import holotree.engine.pool.Pool;
import holotree.engine.pool.PoolKind;
import holotree.engine.relocate.RelocationPlan;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Places files that share what the pool has: each is digested through the handle that is then linked or
/// cloned. Thread-safe.
final class PoolFiles {

  private final Site site;
  private final Pool pool;
  private final Downgrades downgrades;

  // Each is set by the thread that places the entry, and read once all threads have ended.
  private final boolean[] downgraded;

  PoolFiles(Site site, Pool pool, Downgrades downgrades) {
    this.site = site;
    this.pool = pool;
    this.downgrades = downgrades;
    this.downgraded = new boolean[site.catalog().size()];
  }

  /// Whether a file's content may be shared: it is restored as it was recorded, and not known to be one
  /// that cannot be.
  boolean mayShare(int entry) {
    return site.lacksContent(entry)
        && !downgraded[entry]
        && site.relocation().action(entry) == RelocationPlan.Action.AS_IS;
  }

  /// Files that may be shared and are not there yet.
  long lacking() {
    return IntStream.range(0, site.catalog().size()).filter(this::mayShare).count();
  }

  /// Of the files that may be shared and are not there yet, those that would share with an earlier one.
  BitSet repeated() {
    Catalog catalog = site.catalog();
    if (pool.kind() == PoolKind.CLONES) {
      return EqualEntries.of(
              catalog.size(),
              this::mayShare,
              entry -> catalog.content(entry).hashCode(),
              (a, b) -> catalog.content(a).compareTo(catalog.content(b)))
          .repeated();
    }
    return EqualEntries.of(
            catalog.size(),
            this::mayShare,
            entry ->
                catalog.content(entry).hashCode()
                    ^ Long.hashCode(catalog.mtimeSeconds(entry))
                    ^ catalog.mtimeNanos(entry),
            this::compareLinks)
        .repeated();
  }

  // 0 for files that can be links to one.
  private int compareLinks(int a, int b) {
    Catalog catalog = site.catalog();
    int order = catalog.content(a).compareTo(catalog.content(b));
    if (order == 0) {
      order = Integer.compare(catalog.mode(a), catalog.mode(b));
    }
    if (order == 0) {
      order = Long.compare(catalog.mtimeSeconds(a), catalog.mtimeSeconds(b));
    }
    return order == 0 ? Integer.compare(catalog.mtimeNanos(a), catalog.mtimeNanos(b)) : order;
  }

  /// The pool's file with the content of `entry`, not digested yet; null if it has none. The caller
  /// closes it.
  @Nullable StoredFile open(int entry) {
    return pool.open(site.catalog(), entry, site.tree().keptAttributes());
  }

  /// Whether a chunk of a pool's file is what the catalog says. A file that is not, or that the system cannot
  /// read, is dropped.
  ///
  /// @param buffer as long as the chunk
  boolean holds(StoredFile file, int entry, int piece, MemorySegment buffer, Hasher hasher) {
    try {
      file.read((long) piece * Catalog.CHUNK_BYTES, buffer);
    } catch (CorruptException | RefusedException tooShortOrUnread) {
      pool.drop(site.catalog(), entry);
      return false;
    }
    boolean holds = hasher.digest(buffer).equals(site.catalog().chunk(entry, piece));
    if (!holds) {
      pool.drop(site.catalog(), entry);
    }
    return holds;
  }

  /// Shares a file that was digested.
  ///
  /// @return whether `entry` is in place
  boolean share(StoredFile file, int entry) {
    return switch (outcome(file, entry)) {
      case ShareOutcome.Shared(FileStat stat) -> isKept(entry, stat);
      case ShareOutcome.NotApplicable(Obstacle obstacle, String reason) -> {
        switch (obstacle) {
          case TOO_MANY_LINKS -> pool.retire(site.catalog(), entry);
          case SOURCE_GONE -> {}
          case NAME_TAKEN, NOT_POSSIBLE -> {
            downgraded[entry] = true;
            downgrades.add(site.path(entry), reason);
          }
        }
        yield false;
      }
    };
  }

  /// Places a file of one chunk, if the pool has it.
  ///
  /// @param buffer as long as the file
  /// @return whether `entry` is in place
  boolean place(int entry, MemorySegment buffer, Hasher hasher) {
    try (StoredFile file = open(entry)) {
      return file != null && holds(file, entry, 0, buffer, hasher) && share(file, entry);
    }
  }

  private ShareOutcome outcome(StoredFile file, int entry) {
    return pool.kind() == PoolKind.LINKS
        ? site.tree().linkFile(site.parent(entry), site.catalog().name(entry), file)
        : site.tree()
            .cloneFile(
                site.parent(entry),
                site.catalog().name(entry),
                site.catalog().mode(entry),
                site.catalog().mtimeSeconds(entry),
                site.catalog().mtimeNanos(entry),
                file);
  }

  // Through another of its names the file may have been written to since it was digested.
  private boolean isKept(int entry, FileStat stat) {
    if (Pool.isAsWanted(stat, site.catalog(), entry, site.tree().keptAttributes())) {
      site.placed().shared(entry, stat, pool.kind());
      return true;
    }
    site.tree().removeFile(site.parent(entry), site.catalog().name(entry));
    pool.drop(site.catalog(), entry);
    return false;
  }
}
